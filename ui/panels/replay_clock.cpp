#include "ui/panels/replay_clock.h"

#include "ui/plots/motion.h"

namespace coldframe::ui {

namespace {

constexpr int kFrameMs = 16;
constexpr int kStepMs = 500; // where motion is reduced

} // namespace

ReplayClock::ReplayClock(TimeAxis& axis, QObject* parent) : QObject(parent), m_axis(axis) {
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, this, [this] { advance(static_cast<double>(m_elapsed.restart()) / 1000); });
  connect(&m_axis, &TimeAxis::wholeChanged, this, &ReplayClock::pause);
}

double ReplayClock::simulatedPerSecond() const {
  return m_speed.times > 0 ? m_speed.times : (m_axis.to() - m_axis.from()) / m_speed.wholeRunIn;
}

void ReplayClock::play() {
  if (m_playing)
    return;
  if (m_axis.playhead() >= m_axis.to())
    m_axis.setPlayhead(m_axis.from());
  m_playing = true;
  m_elapsed.start();
  m_timer.start(motionReduced() ? kStepMs : kFrameMs);
  Q_EMIT playingChanged(true);
}

void ReplayClock::pause() {
  if (!m_playing)
    return;
  m_playing = false;
  m_timer.stop();
  Q_EMIT playingChanged(false);
}

void ReplayClock::advance(double realSeconds) {
  if (!m_playing)
    return;
  m_axis.setPlayhead(m_axis.playhead() + realSeconds * simulatedPerSecond());
  if (m_axis.playhead() >= m_axis.to())
    pause();
}

} // namespace coldframe::ui
