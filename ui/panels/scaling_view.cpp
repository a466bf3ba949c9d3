#include "ui/panels/scaling_view.h"

#include "sim/units/format.h"
#include "ui/document/text.h"
#include "ui/plots/carrot_field.h"
#include "ui/plots/carrot_scene.h"
#include "ui/plots/timeline_plot.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QStyle>
#include <QToolButton>
#include <algorithm>
#include <cmath>

namespace coldframe::ui {

namespace {

constexpr int kClockSteps = 1000;
constexpr double kRunIn = 10;   // seconds that a run takes on the screen
constexpr double kBegin = 0.45; // of the run: in the middle of things

QIcon playIcon(bool playing) {
  return QIcon::fromTheme(playing ? QStringLiteral("media-playback-pause") : QStringLiteral("media-playback-start"),
                          QApplication::style()->standardIcon(playing ? QStyle::SP_MediaPause : QStyle::SP_MediaPlay));
}

} // namespace

ScalingView::ScalingView(QWidget* parent)
    : QWidget(parent), m_clock(m_axis), m_field(new CarrotField(m_axis)), m_lines(new TimelinePlot(m_axis)),
      m_neither(new QLabel) {
  m_clock.setSpeed({0, kRunIn});
  m_neither->setObjectName(QStringLiteral("noField"));
  m_neither->setWordWrap(true);
  m_neither->setAlignment(Qt::AlignCenter);
  m_neither->hide();
  m_lines->setObjectName(QStringLiteral("lines"));
  m_lines->setLabel({tr("The run, a line a worker"), {}});
  m_lines->hide();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  for (QWidget* picture : std::initializer_list<QWidget*>{m_field, m_lines, m_neither})
    column->addWidget(picture, 1);
  makeTransport(column);
  connect(&m_axis, &TimeAxis::playheadChanged, this, &ScalingView::count);
}

void ScalingView::makeTransport(QVBoxLayout* into) {
  m_play = new QToolButton;
  m_play->setObjectName(QStringLiteral("play"));
  m_play->setAutoRaise(true);
  m_play->setIcon(playIcon(false));
  m_play->setAccessibleName(tr("Play"));
  m_scrub = new QSlider(Qt::Horizontal);
  m_scrub->setRange(0, kClockSteps);
  m_scrub->setAccessibleName(tr("Playhead"));
  m_count = new QLabel;
  m_count->setObjectName(QStringLiteral("count"));
  auto* row = new QHBoxLayout;
  row->addWidget(m_play);
  row->addWidget(m_scrub, 1);
  row->addWidget(m_count);
  into->addLayout(row);
  m_why = new QLabel;
  m_why->setObjectName(QStringLiteral("why"));
  m_why->setWordWrap(true);
  m_why->hide();
  into->addWidget(m_why);
  connect(m_play, &QToolButton::clicked, &m_clock, &ReplayClock::toggle);
  connect(&m_clock, &ReplayClock::playingChanged, this, [this](bool playing) { m_play->setIcon(playIcon(playing)); });
  connect(m_scrub, &QSlider::valueChanged, this, [this](int value) {
    m_axis.setPlayhead(m_axis.from() + (m_axis.to() - m_axis.from()) * value / kClockSteps);
  });
}

void ScalingView::showRun(const ScalingRun& run, std::size_t workers) {
  const bool wasPlaying = m_clock.isPlaying();
  const bool isField = run.spans == nullptr;
  m_trace = run.trace;
  m_field->setTrace(isField ? m_trace : nullptr, isField ? workers : 0);
  if (!isField) {
    m_lines->setSeries(run.series, false, false);
    m_lines->setSpans(run.spans, tr("workers"));
  }
  m_field->setVisible(isField);
  m_lines->setVisible(!isField);
  m_neither->hide();
  setTransportEnabled(true);
  m_axis.setWhole(0, run.to);
  m_axis.setPlayhead(wasPlaying ? 0 : run.to * kBegin);
  if (wasPlaying)
    m_clock.play();
  count();
}

void ScalingView::showNeither(const QString& why) {
  m_trace.reset();
  m_field->setTrace(nullptr, 0);
  m_field->hide();
  m_lines->hide();
  m_neither->setText(why);
  m_neither->show();
  m_why->hide();
  m_count->setText({});
  setTransportEnabled(false);
}

void ScalingView::setTransportVisible(bool visible) {
  m_play->setVisible(visible);
  m_scrub->setVisible(visible);
}

void ScalingView::setTransportEnabled(bool enabled) {
  if (!enabled)
    m_clock.pause();
  m_play->setEnabled(enabled);
  m_scrub->setEnabled(enabled);
}

void ScalingView::setSpeedup(const QString& shown) {
  m_speedup = shown;
  count();
}

// The clock and what has been done by it, and why some stand idle.
void ScalingView::count() {
  if (!m_trace)
    return;
  const double share = (m_axis.playhead() - m_axis.from()) / (m_axis.to() - m_axis.from());
  {
    const QSignalBlocker quiet(m_scrub);
    m_scrub->setValue(static_cast<int>(std::lround(share * kClockSteps)));
  }
  const CarrotScene scene = m_field->scene();
  QString text = toQt(showDuration(m_axis.playhead()));
  if (scene.carrots > 0)
    text += tr(" · %1 of %2").arg(scene.pulled).arg(scene.carrots);
  if (!m_speedup.isEmpty())
    text += QStringLiteral(" · ") + m_speedup;
  m_count->setText(text);
  const auto idle = std::ranges::count(scene.harvesters, Harvester::State::Idle, &Harvester::state);
  QString why;
  if (idle > 0)
    why = tr("%n of the workers stand idle: there are %1 rows, and a row cannot be shared.", nullptr,
             static_cast<int>(idle))
              .arg(scene.rows.size());
  else if (!scene.rows.empty() && scene.rows.size() % scene.harvesters.size() != 0)
    why = tr("%1 rows do not divide among %2 workers: some stand idle at the end.")
              .arg(scene.rows.size())
              .arg(scene.harvesters.size());
  m_why->setText(why);
  m_why->setVisible(!why.isEmpty());
}

} // namespace coldframe::ui
