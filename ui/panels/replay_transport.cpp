#include "ui/panels/replay_transport.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSlider>
#include <QStyle>
#include <QToolButton>
#include <array>
#include <cmath>

namespace coldframe::ui {

namespace {

constexpr int kScrubSteps = 10'000;

struct Speed {
  const char* name;
  ReplaySpeed speed;
};
constexpr std::array<Speed, 7> kSpeeds{{{QT_TRANSLATE_NOOP("replay", "whole run in 10 s"), {0, 10}},
                                        {QT_TRANSLATE_NOOP("replay", "whole run in 30 s"), {0, 30}},
                                        {QT_TRANSLATE_NOOP("replay", "whole run in 2 min"), {0, 120}},
                                        {QT_TRANSLATE_NOOP("replay", "real time"), {1, 0}},
                                        {QT_TRANSLATE_NOOP("replay", "10 × real time"), {10, 0}},
                                        {QT_TRANSLATE_NOOP("replay", "60 × real time"), {60, 0}},
                                        {QT_TRANSLATE_NOOP("replay", "3,600 × real time"), {3600, 0}}}};

// From the desktop's theme; where it has none, the style's own.
QIcon mediaIcon(const char* name, QStyle::StandardPixmap standard) {
  return QIcon::fromTheme(QString::fromLatin1(name), QApplication::style()->standardIcon(standard));
}

QIcon playIcon() {
  return mediaIcon("media-playback-start", QStyle::SP_MediaPlay);
}

} // namespace

ReplayTransport::ReplayTransport(TimeAxis& axis, ReplayClock& clock, QWidget* parent)
    : QWidget(parent), m_axis(axis), m_clock(clock) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins({});
  makeButtons(row);
  m_scrub = new QSlider(Qt::Horizontal);
  m_scrub->setRange(0, kScrubSteps);
  m_scrub->setValue(kScrubSteps);
  m_scrub->setAccessibleName(tr("Playhead"));
  m_scrub->setObjectName(QStringLiteral("scrub"));
  row->addWidget(m_scrub, 1);
  makeSpeeds(row);
  connect(m_scrub, &QSlider::valueChanged, this, [this](int value) {
    m_axis.setPlayhead(m_axis.from() + (m_axis.to() - m_axis.from()) * value / kScrubSteps);
  });
  connect(&m_axis, &TimeAxis::playheadChanged, this, &ReplayTransport::showPlayhead);
  connect(&m_clock, &ReplayClock::playingChanged, this, &ReplayTransport::showPlaying);
}

void ReplayTransport::makeButtons(QHBoxLayout* row) {
  const auto add = [row](const QIcon& icon, const QString& name, const QString& tip) {
    auto* button = new QToolButton;
    button->setIcon(icon);
    button->setAccessibleName(name);
    button->setToolTip(tip);
    button->setAutoRaise(true);
    row->addWidget(button);
    return button;
  };
  auto* begin = add(mediaIcon("media-skip-backward", QStyle::SP_MediaSkipBackward), tr("To the beginning"),
                    tr("To the beginning (Home)"));
  auto* before = add(mediaIcon("media-seek-backward", QStyle::SP_MediaSeekBackward), tr("Step back"),
                     tr("To the change before (,)"));
  m_play = add(playIcon(), tr("Play"), tr("Play or pause (Space)"));
  m_play->setObjectName(QStringLiteral("play"));
  auto* after =
      add(mediaIcon("media-seek-forward", QStyle::SP_MediaSeekForward), tr("Step"), tr("To the next change (.)"));
  auto* end =
      add(mediaIcon("media-skip-forward", QStyle::SP_MediaSkipForward), tr("To the end"), tr("To the end (End)"));
  connect(begin, &QToolButton::clicked, this, [this] { m_axis.setPlayhead(m_axis.from()); });
  connect(before, &QToolButton::clicked, this, [this] { Q_EMIT stepped(false); });
  connect(m_play, &QToolButton::clicked, &m_clock, &ReplayClock::toggle);
  connect(after, &QToolButton::clicked, this, [this] { Q_EMIT stepped(true); });
  connect(end, &QToolButton::clicked, this, [this] { m_axis.setPlayhead(m_axis.to()); });
}

void ReplayTransport::makeSpeeds(QHBoxLayout* row) {
  auto* speeds = new QComboBox;
  for (const Speed& speed : kSpeeds)
    speeds->addItem(QCoreApplication::translate("replay", speed.name));
  speeds->setAccessibleName(tr("Speed"));
  row->addWidget(speeds);
  connect(speeds, &QComboBox::currentIndexChanged, this,
          [this](int index) { m_clock.setSpeed(kSpeeds[static_cast<std::size_t>(index)].speed); });
  m_clock.setSpeed(kSpeeds.front().speed);
}

void ReplayTransport::showPlayhead() {
  const double share = (m_axis.playhead() - m_axis.from()) / (m_axis.to() - m_axis.from());
  const QSignalBlocker quiet(m_scrub);
  m_scrub->setValue(static_cast<int>(std::lround(share * kScrubSteps)));
}

void ReplayTransport::showPlaying(bool playing) {
  m_play->setIcon(playing ? mediaIcon("media-playback-pause", QStyle::SP_MediaPause) : playIcon());
  m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
}

} // namespace coldframe::ui
