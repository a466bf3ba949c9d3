#include "ui/panels/replay_detail.h"

#include "sim/units/format.h"
#include "ui/document/text.h"
#include "ui/panels/replay_text.h"
#include "ui/plots/phase_legend.h"

#include <QLabel>
#include <QVBoxLayout>
#include <cmath>

namespace coldframe::ui {

namespace {

std::int64_t ns(double seconds) {
  return static_cast<std::int64_t>(seconds * 1e9);
}

} // namespace

std::optional<std::size_t> ReplayShown::rowAt(const TimelinePlot::Place& place) const {
  if (!spans || place.part != TimelinePlot::Part::Spans || place.lane < 0)
    return std::nullopt;
  const auto lane = static_cast<std::size_t>(place.lane);
  const double slack = 2 * place.secondsPerPixel;
  return spans->count(ns(place.seconds - slack), ns(place.seconds + slack) + 1, lane, lane + 1).firstRow;
}

ReplayDetail::ReplayDetail(const ReplayShown& shown, const TimeAxis& axis, QWidget* parent)
    : QWidget(parent), m_shown(shown), m_axis(axis), m_now(new QLabel) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  m_now->setObjectName(QStringLiteral("now"));
  auto* legendRow = new QHBoxLayout;
  legendRow->addWidget(new PhaseLegend);
  legendRow->addStretch(1);
  legendRow->addWidget(m_now);
  layout->addLayout(legendRow);
  m_who = addLine(layout);
  QFont bold = m_who->font();
  bold.setWeight(QFont::DemiBold);
  m_who->setFont(bold);
  m_what = addLine(layout);
  m_what->setWordWrap(true);
  m_what->setMinimumHeight(m_what->fontMetrics().lineSpacing());
}

QLabel* ReplayDetail::addLine(QVBoxLayout* layout) {
  auto* label = new QLabel;
  label->setTextFormat(Qt::PlainText);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  layout->addWidget(label);
  return label;
}

void ReplayDetail::showPlace(const TimelinePlot::Place& place) {
  if (!m_shown.run || !m_shown.spans)
    return;
  if (place.part == TimelinePlot::Part::Spans && place.lane >= 0) {
    if (place.lanesPerPixel > 1) {
      const auto lane = static_cast<std::size_t>(place.lane);
      const auto lanes = static_cast<std::size_t>(std::ceil(place.lanesPerPixel));
      const SpanCount count =
          m_shown.spans->count(ns(place.seconds), ns(place.seconds + place.secondsPerPixel) + 1, lane, lane + lanes);
      if (count.calls > 1) {
        const CallText text = crowdText(count);
        return say(text.who, text.what);
      }
    }
    if (const auto row = m_shown.rowAt(place))
      return sayCall(*row);
  }
  say(instantText(*m_shown.run, place.seconds), {});
}

void ReplayDetail::sayCall(std::size_t row) {
  const CallText text = callText(*m_shown.run, row);
  const bool beside = m_shown.other && row < m_shown.other->calls.size() && m_shown.other->calls[row];
  say(text.who,
      beside ? text.what + u"\n" + besideText(*m_shown.run, row, *m_shown.other->calls[row], m_shown.otherRun->title)
             : text.what);
}

void ReplayDetail::showMeasured(double from, double to) {
  if (m_shown.run)
    say(tr("measured"), stretchText(*m_shown.run, from, to));
}

void ReplayDetail::showResting() {
  if (!m_shown.run)
    return say({}, {});
  if (m_axis.markerA() && m_axis.markerB())
    return say(tr("A → B"), stretchText(*m_shown.run, *m_axis.markerA(), *m_axis.markerB()));
  if (const auto row = m_axis.selectedRow())
    return sayCall(*row);
  if (m_shown.otherRun)
    return say(tr("%1 → %2").arg(m_shown.run->title, m_shown.otherRun->title), m_shown.differences);
  if (m_shown.spans && m_shown.spans->clocksDisagree() > 0)
    return say(tr("clocks disagree"), tr("In %1 calls a stamp of one clock lies before the stamp of another that it "
                                         "follows. Phases that would be negative are drawn empty.")
                                          .arg(toQt(showCount(m_shown.spans->clocksDisagree()))));
  say(tr("Point at a call to see its phases."),
      tr("Wheel zooms time, Ctrl+wheel the lines, drag pans, Shift-drag measures, [ and ] set markers, 0 shows all."));
}

void ReplayDetail::showPlayhead() {
  m_now->setText(m_shown.run ? instantText(*m_shown.run, m_axis.playhead()) : QString());
}

void ReplayDetail::say(const QString& who, const QString& what) {
  m_who->setText(who);
  m_what->setText(what);
}

QString ReplayDetail::text() const {
  return m_who->text() + u"\n" + m_what->text();
}

} // namespace coldframe::ui
