#include "sim/report/trace_report.h"

#include "sim/units/format.h"

namespace coldframe {

namespace {

Cell count(std::uint64_t n) {
  return Cell::whole(static_cast<std::int64_t>(n), showCount(static_cast<double>(n)));
}

Cell seconds(double ns) {
  return Cell::number(ns / 1e9, showDuration(ns / 1e9));
}

} // namespace

Table traceTable(const Trace& trace, const TraceSummary& summary, const TraceStatistics& statistics) {
  Table table;
  table.name = "facts";
  table.columns = {{"name", "what", "", Align::Left, true},
                   {"value", "value", "", Align::Left, true},
                   {"unit", "", "", Align::Left, false}};
  const auto add = [&](std::string name, Cell value, std::string unit) {
    table.addRow({Cell::text(std::move(name)), std::move(value), Cell::text(std::move(unit))});
  };
  add("name", Cell::text(trace.name()), "");
  add("source", Cell::text(trace.source()), "");
  add("epoch", trace.epoch() ? Cell::text(writeInstant(*trace.epoch())) : Cell::none("not recorded"), "");
  add("rows", count(summary.rows), "");
  add("calls", count(summary.calls), "");
  add("retries", count(summary.retries), "");
  for (std::size_t i = 0; i < summary.outcomes.size(); ++i)
    add("outcome " + std::string(kOutcomeNames[i]), count(summary.outcomes[i]), "");
  for (std::size_t i = 0; i < summary.cold.size(); ++i)
    add("cold " + std::string(kColdNames[i]), count(summary.cold[i]), "");
  const bool spans = summary.first && summary.last;
  add("span", spans ? seconds(static_cast<double>((*summary.last - *summary.first).ns())) : Cell::none("no stamps"),
      "s");
  const QuantileSketch& duration = summary.duration;
  const auto length = [&](double ns) {
    return duration.empty() ? Cell::none("start or end was not recorded") : seconds(ns);
  };
  add("duration mean", length(duration.mean()), "s");
  add("duration p50", length(duration.quantile(0.50)), "s");
  add("duration p95", length(duration.quantile(0.95)), "s");
  add("duration p99", length(duration.quantile(0.99)), "s");
  add("duration max", length(static_cast<double>(duration.max())), "s");
  add("running at most", summary.maxRunning ? count(*summary.maxRunning) : Cell::none("start or end was not recorded"),
      "");
  for (const PhaseStatistics& phase : statistics.phases) {
    const std::string name = "phase " + std::string(phase.name);
    add(name + " mean", seconds(phase.all.mean()), "s");
    add(name + " p50", seconds(phase.all.quantile(0.50)), "s");
    add(name + " p95", seconds(phase.all.quantile(0.95)), "s");
  }
  const auto number = [](const std::optional<double>& x, const std::string& unit, const char* why) {
    return x ? Cell::number(*x, significant(*x, 4) + unit) : Cell::none(why);
  };
  add("effective parallelism", number(statistics.effectiveParallelism, "", "start or end was not recorded"), "");
  add("memory time", number(statistics.gbSeconds, " GB-s", "memory was not recorded"), "GB-s");
  add("billed memory time", number(statistics.billedGbSeconds, " GB-s", "billed time was not recorded"), "GB-s");
  add("stragglers", count(statistics.stragglers), "");
  std::string columns;
  for (const std::string& column : summary.columns)
    columns += (columns.empty() ? "" : " ") + column;
  add("columns", Cell::text(columns), "");
  return table;
}

} // namespace coldframe
