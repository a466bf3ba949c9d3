#include "ui/panels/replay_text.h"

#include "sim/report/trace_diff.h"
#include "sim/units/format.h"
#include "ui/document/text.h"

#include <QObject>
#include <QStringBuilder>
#include <algorithm>
#include <cmath>

namespace coldframe::ui {

namespace {

const QString& dot() {
  static const QString text = QStringLiteral(" · ");
  return text;
}

QString shownSeconds(double seconds) {
  return toQt(showDuration(seconds));
}

QString shownNs(std::int64_t ns) {
  return shownSeconds(static_cast<double>(ns) / 1e9);
}

QString shownCount(double n) {
  return toQt(showCount(n));
}

QString shownCost(const ReplayRun& run, double amount) {
  if (run.cost.inMoney)
    return toQt(showMoney(amount));
  return toQt(amount < 1000 ? significant(amount, 3) : showCount(std::round(amount))) % QStringLiteral(" GB-s");
}

// The name the source gives, or the number.
QString nameOf(const Trace& trace, Count column, std::int64_t number) {
  const auto& names = trace.names(column);
  if (number >= 0 && static_cast<std::size_t>(number) < names.size())
    return toQt(names[static_cast<std::size_t>(number)]);
  return shownCount(static_cast<double>(number));
}

std::int64_t atNs(double seconds) {
  return static_cast<std::int64_t>(std::floor(seconds * 1e9));
}

QString change(double difference, const QString& shown) {
  return (difference < 0 ? QStringLiteral("−") : QStringLiteral("+")) % shown;
}

} // namespace

QString laneText(const LaneOptions& options) {
  switch (options.lanes) {
  case LaneKind::Environment:
    return QObject::tr("environments");
  case LaneKind::Worker:
    return QObject::tr("workers");
  case LaneKind::Call:
    break;
  }
  return QObject::tr("calls by %1").arg(toQt(kCallOrderNames[static_cast<std::size_t>(options.order)]));
}

CallText callText(const ReplayRun& run, std::size_t row) {
  const Trace& trace = *run.trace;
  const auto bounds = boundsOf(trace, row);
  QStringList who{QObject::tr("call %1").arg(
      shownCount(static_cast<double>(trace.count(Count::Call, row).value_or(static_cast<std::int64_t>(row)))))};
  if (const auto attempt = trace.count(Count::Attempt, row); attempt && *attempt > 0)
    who.last() += QObject::tr(", attempt %1").arg(*attempt + 1);
  if (const auto function = trace.count(Count::Function, row))
    who << nameOf(trace, Count::Function, *function);
  if (const auto environment = trace.count(Count::Environment, row))
    who << QObject::tr("environment %1").arg(nameOf(trace, Count::Environment, *environment));
  if (trace.cold(row) != Cold::Unknown)
    who << (trace.cold(row) == Cold::Yes ? QObject::tr("cold") : QObject::tr("warm"));
  if (trace.outcome(row) != CallOutcome::Ok)
    who << toQt(kOutcomeNames[static_cast<std::size_t>(trace.outcome(row))]).replace(u'_', u' ');
  if (const auto items = trace.count(Count::Items, row); items && *items > 1)
    who << QObject::tr("%1 items").arg(shownCount(static_cast<double>(*items)));

  CallText text{who.join(dot()), {}};
  if (!bounds) {
    text.what = QObject::tr("nothing about its time was recorded");
    return text;
  }
  QStringList phases;
  for (std::size_t i = 0; i < CallBounds::kPhases; ++i)
    if (bounds->end[i] > bounds->begin(i))
      phases << toQt(kCallPhaseNames[static_cast<std::size_t>(bounds->phase(i))]) % QChar(u' ') %
                    shownNs(bounds->end[i] - bounds->begin(i));
  text.what = phases.join(dot()) % QObject::tr(" — %1 in all").arg(shownNs(bounds->to() - bounds->from));
  if (!run.cost.ofRow.empty() && run.cost.ofRow[row] > 0)
    text.what +=
        dot() % QObject::tr("%1, %2 of the bill")
                    .arg(shownCost(run, run.cost.ofRow[row]), toQt(showPercent(run.cost.ofRow[row] / run.cost.total)));
  if (bounds->clocksDisagree)
    text.what += dot() % QObject::tr("client and worker clocks disagree: a phase that would be negative is empty");
  return text;
}

QString besideText(const ReplayRun& run, std::size_t row, const CallBounds& other, const QString& otherTitle) {
  const auto mine = boundsOf(*run.trace, row);
  if (!mine)
    return {};
  const auto length = [](const CallBounds& bounds) { return static_cast<double>(bounds.to() - bounds.from) / 1e9; };
  const double difference = length(other) - length(*mine);
  QStringList parts{
      QObject::tr("in %1: %2 (%3)")
          .arg(otherTitle, shownSeconds(length(other)), change(difference, shownSeconds(std::fabs(difference))))};
  for (std::size_t i = 0; i < CallBounds::kPhases; ++i) {
    const double by = static_cast<double>((other.end[i] - other.begin(i)) - (mine->end[i] - mine->begin(i))) / 1e9;
    if (std::fabs(by) >= 0.02 * std::max(length(*mine), length(other)))
      parts << toQt(kCallPhaseNames[static_cast<std::size_t>(mine->phase(i))]) % QChar(u' ') %
                   change(by, shownSeconds(std::fabs(by)));
  }
  return parts.join(dot());
}

QString differencesText(const ReplayRun& run, const ReplayRun& other) {
  QStringList differences;
  for (const std::string& difference : namedDifferences(traceDiffTable(*run.trace, *other.trace)))
    differences << toQt(difference);
  return differences.isEmpty() ? QObject::tr("no phase differs by more than chance") : differences.join(dot());
}

CallText crowdText(const SpanCount& count) {
  CallText text;
  text.who = QObject::tr("this pixel hides %1 calls").arg(shownCount(static_cast<double>(count.calls)));
  if (count.failed > 0)
    text.who += QObject::tr(", %1 of them failed").arg(shownCount(static_cast<double>(count.failed)));
  QStringList phases;
  for (std::size_t p = 0; p < kCallPhaseCount; ++p)
    if (count.inPhase[p] > 0)
      phases << toQt(kCallPhaseNames[p]) % QChar(u' ') % shownCount(static_cast<double>(count.inPhase[p]));
  text.what = phases.join(dot());
  return text;
}

QString instantText(const ReplayRun& run, double seconds) {
  const std::int64_t ns = atNs(seconds);
  QString text = QObject::tr("at %1: %2 running, %3 waiting")
                     .arg(shownSeconds(seconds), shownCount(run.series->running.valueAt(ns)),
                          shownCount(run.series->waiting.valueAt(ns)));
  if (run.costKnown)
    text += QObject::tr(", %1 so far").arg(shownCost(run, run.series->cost.valueAt(ns)));
  return text;
}

QString stretchText(const ReplayRun& run, double from, double to) {
  const auto by = [&](const StepSeries& series) { return series.valueAt(atNs(to)) - series.valueAt(atNs(from)); };
  const double running = by(run.series->running);
  const double waiting = by(run.series->waiting);
  QString text =
      QObject::tr("%1 → %2: %3 · running %4 · waiting %5")
          .arg(shownSeconds(from), shownSeconds(to), shownSeconds(to - from),
               change(running, shownCount(std::fabs(running))), change(waiting, shownCount(std::fabs(waiting))));
  if (run.costKnown) {
    const double cost = by(run.series->cost);
    text += QObject::tr(" · cost %1").arg(change(cost, shownCost(run, std::fabs(cost))));
  }
  return text;
}

} // namespace coldframe::ui
