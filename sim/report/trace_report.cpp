#include "sim/report/trace_report.h"

#include "sim/report/json_value.h"
#include "sim/report/render.h"
#include "sim/report/study_words.h"
#include "sim/report/trace_answer.h"
#include "sim/units/format.h"

#include <algorithm>

namespace coldframe {

namespace {

Cell count(std::uint64_t n) {
  return Cell::whole(static_cast<std::int64_t>(n), showCount(n));
}

Cell fromNs(double ns) {
  return Cell::number(ns / 1e9, showDuration(ns / 1e9));
}

// How many ran at once, over time, in one line of a text.
std::string sparkline(const TraceStatistics& statistics) {
  constexpr std::size_t kColumns = 50;
  constexpr std::string_view kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::string line;
  const std::vector<ConcurrencyStep>& steps = statistics.concurrency;
  double most = 0;
  for (const ConcurrencyStep& step : steps)
    most = std::max(most, step.mean);
  for (std::size_t column = 0; column < kColumns && !steps.empty() && most > 0; ++column) {
    double mean = 0;
    const std::size_t first = column * steps.size() / kColumns;
    const std::size_t last = std::max(first + 1, (column + 1) * steps.size() / kColumns);
    for (std::size_t i = first; i < last; ++i)
      mean += steps[i].mean / static_cast<double>(last - first);
    line += kBars[static_cast<std::size_t>(mean / most * 7.999)];
  }
  return line;
}

std::optional<double> speedupOf(const TraceStatistics& statistics, const TraceContext& context) {
  if (!context.baselineS || !statistics.span || statistics.span->ns() <= 0)
    return std::nullopt;
  return *context.baselineS / statistics.span->inSeconds();
}

// "$1.84 under aws-us-east-1@2017-11", with what it leaves out.
std::string costSentence(const TraceContext& context) {
  const TraceCost& cost = *context.cost;
  if (!cost.why.empty())
    return "No cost under " + context.book + ": " + cost.why + ".";
  std::string text = "Its calls would have cost " + showMoney(cost.total) + " under " + context.book;
  text += context.overhead.ns() > 0
              ? ", with " + showDuration(context.overhead.inSeconds()) + " a call that the trace does not see"
              : ", from start to end: what the trace does not see of a call (--overhead) is not in it";
  if (cost.leavesOutInit)
    text += "; the INIT of cold starts, which this book bills, is not in the trace";
  return text + ". Storage, transfer and the client are not in it either.";
}

Answer infoAnswer(const TraceStatistics& statistics, const TraceContext& context) {
  Answer answer = traceAnswer(statistics);
  if (const auto speedup = speedupOf(statistics, context))
    answer.evidence.push_back("Speedup " + showRatio(*speedup) + " over " + context.baseline + ".");
  if (statistics.gbSeconds)
    answer.evidence.push_back("Memory time " + significant(*statistics.gbSeconds, 4) + " GB-s.");
  if (context.cost)
    answer.evidence.push_back(costSentence(context));
  for (const Straggler& late : statistics.latest)
    if (&late == &statistics.latest.front())
      answer.evidence.push_back("The slowest takes " + showDuration(late.duration.inSeconds()) + ", " +
                                significant(late.timesMedian, 2) + " times the median (row " + showCount(late.row + 1) +
                                ").");
  if (const std::string curve = sparkline(statistics); !curve.empty())
    answer.evidence.push_back("Running over time: " + curve);
  return answer;
}

} // namespace

Table traceTable(const Trace& trace, const TraceStatistics& statistics, const TraceContext& context) {
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
  add("rows", count(statistics.rows), "");
  add("calls", count(statistics.calls), "");
  add("retries", count(statistics.retries), "");
  for (std::size_t i = 0; i < statistics.outcomes.size(); ++i)
    add("outcome " + std::string(kOutcomeNames[i]), count(statistics.outcomes[i]), "");
  for (std::size_t i = 0; i < statistics.cold.size(); ++i)
    add("cold " + std::string(kColdNames[i]), count(statistics.cold[i]), "");
  add("span", statistics.span ? fromNs(static_cast<double>(statistics.span->ns())) : Cell::none("no stamps"), "s");
  const QuantileSketch& duration = statistics.duration;
  const auto length = [&](double ns) {
    return duration.empty() ? Cell::none("start or end was not recorded") : fromNs(ns);
  };
  add("duration mean", length(duration.mean()), "s");
  add("duration p50", length(duration.quantile(0.50)), "s");
  add("duration p95", length(duration.quantile(0.95)), "s");
  add("duration p99", length(duration.quantile(0.99)), "s");
  add("duration max", length(static_cast<double>(duration.max())), "s");
  add("running at most",
      statistics.mostRunning > 0 ? count(static_cast<std::uint64_t>(statistics.mostRunning))
                                 : Cell::none("start or end was not recorded"),
      "");
  if (const SharedPlaces& shared = statistics.shared; shared.places > 0) {
    add("places", count(shared.places), "");
    add("waited for a place", count(shared.waited), "");
    add("wait for a place p50", fromNs(static_cast<double>(shared.wait.ns())), "s");
    add("place free to start p50", fromNs(static_cast<double>(shared.turnover.ns())), "s");
  }
  for (const PhaseStatistics& phase : statistics.phases) {
    const std::string name = "phase " + std::string(phase.name);
    add(name + " mean", fromNs(phase.all.mean()), "s");
    add(name + " p50", fromNs(phase.all.quantile(0.50)), "s");
    add(name + " p95", fromNs(phase.all.quantile(0.95)), "s");
    add(name + " p99", fromNs(phase.all.quantile(0.99)), "s");
    for (const auto& [which, sketch] : {std::pair(" cold", &phase.cold), std::pair(" warm", &phase.warm)})
      if (!sketch->empty()) {
        add(name + which + " p50", fromNs(sketch->quantile(0.50)), "s");
        add(name + which + " p95", fromNs(sketch->quantile(0.95)), "s");
      }
  }
  const auto number = [](const std::optional<double>& x, const std::string& unit, const char* why) {
    return x ? Cell::number(*x, significant(*x, 4) + unit) : Cell::none(why);
  };
  add("effective parallelism", number(statistics.effectiveParallelism, "", "start or end was not recorded"), "");
  add("memory time", number(statistics.gbSeconds, " GB-s", "memory was not recorded"), "GB-s");
  add("billed memory time", number(statistics.billedGbSeconds, " GB-s", "billed time was not recorded"), "GB-s");
  add("stragglers", count(statistics.stragglers), "");
  if (context.baselineS) {
    add("baseline", Cell::number(*context.baselineS, context.baseline), "s");
    const auto speedup = speedupOf(statistics, context);
    add("speedup", speedup ? Cell::number(*speedup, showRatio(*speedup)) : Cell::none("no span"), "");
  }
  if (context.cost) {
    add("price book", Cell::text(context.book), "");
    add("overhead a call", fromNs(static_cast<double>(context.overhead.ns())), "s");
    add("cost",
        context.cost->why.empty() ? Cell::number(context.cost->total, showMoney(context.cost->total))
                                  : Cell::none(context.cost->why),
        "USD");
  }
  std::string columns;
  for (const std::string& column : statistics.columns)
    columns += (columns.empty() ? "" : " ") + column;
  add("columns", Cell::text(columns), "");
  return table;
}

Table tracePhaseTable(const TraceStatistics& statistics) {
  Table table;
  table.name = "phases";
  table.columns = {{"phase", "phase", "", Align::Left, true},
                   {"calls", "calls", "", Align::Right, true},
                   {"mean_s", "mean", "s", Align::Right, true},
                   {"p50_s", "p50", "s", Align::Right, true},
                   {"p95_s", "p95", "s", Align::Right, true},
                   {"p99_s", "p99", "s", Align::Right, true},
                   {"cold_p50_s", "cold p50", "s", Align::Right, true},
                   {"cold_p95_s", "cold p95", "s", Align::Right, true},
                   {"warm_p50_s", "warm p50", "s", Align::Right, true},
                   {"warm_p95_s", "warm p95", "s", Align::Right, true},
                   {"negative", "", "", Align::Right, false}};
  for (const PhaseStatistics& phase : statistics.phases) {
    const auto at = [](const QuantileSketch& sketch, double q) {
      return sketch.empty() ? Cell::none() : fromNs(sketch.quantile(q));
    };
    table.addRow({Cell::text(std::string(phase.name)), count(phase.all.count()), fromNs(phase.all.mean()),
                  at(phase.all, 0.50), at(phase.all, 0.95), at(phase.all, 0.99), at(phase.cold, 0.50),
                  at(phase.cold, 0.95), at(phase.warm, 0.50), at(phase.warm, 0.95), count(phase.negative)});
  }
  return table;
}

Table traceRunningTable(const TraceStatistics& statistics) {
  Table table;
  table.name = "running";
  table.columns = {{"from_s", "from", "s", Align::Right, true},
                   {"mean", "mean", "", Align::Right, true},
                   {"most", "most", "", Align::Right, true}};
  for (const ConcurrencyStep& step : statistics.concurrency)
    table.addRow({fromNs(static_cast<double>((step.from - statistics.concurrency.front().from).ns())),
                  Cell::number(step.mean, significant(step.mean, 3)), count(static_cast<std::uint64_t>(step.most))});
  return table;
}

namespace {

JsonNode infoJson(const TraceStatistics& statistics, const Table& facts, const std::string& programVersion) {
  JsonNode root = JsonNode::object();
  root.add("schema", JsonNode::string("coldframe.trace-info/1"));
  root.add("version", JsonNode::string(programVersion));
  for (const Table& table : {facts, tracePhaseTable(statistics), traceRunningTable(statistics)})
    root.add(table.name, rowsJson(table));
  JsonNode late = JsonNode::array();
  for (const Straggler& straggler : statistics.latest) {
    JsonNode& node = late.append(JsonNode::object());
    node.add("row", JsonNode::unsignedInteger(straggler.row + 1));
    node.add("duration_s", jsonNumber(straggler.duration.inSeconds()));
    node.add("times_median", jsonNumber(straggler.timesMedian));
  }
  root.add("stragglers", std::move(late));
  return root;
}

} // namespace

std::string renderTraceInfo(const Trace& trace, const TraceContext& context, OutputFormat format,
                            const std::string& programVersion) {
  const TraceStatistics statistics = statisticsOf(trace, kConcurrencySteps, context.memory);
  const Table facts = traceTable(trace, statistics, context);
  return renderResult({.answer = [&] { return infoAnswer(statistics, context); },
                       .table = [&] { return tracePhaseTable(statistics); },
                       .json = [&] { return infoJson(statistics, facts, programVersion); },
                       .csv = [&] { return renderCsv(facts); },
                       .moreTables = [&] { return std::vector<Table>{facts}; }},
                      format);
}

} // namespace coldframe
