#include "sim/report/trace_diff.h"

#include "sim/stats/kolmogorov_smirnov.h"
#include "sim/study/run_measures.h"
#include "sim/trace/trace_statistics.h"
#include "sim/trace/trace_times.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

struct Times {
  std::vector<double> seconds; // ascending
  std::size_t leftOut = 0;

  // The r-th smallest, r = ⌈p n⌉, as QuantileSketch has it.
  double quantile(double p) const {
    const double rank = std::ceil(p * static_cast<double>(seconds.size()) - 1e-9);
    return seconds[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
  }
};

Times timesOf(const Trace& trace, Stamp from, Stamp to) {
  Times times;
  for (const TimedRow& row : timedRows(trace, from, to))
    if (row.seconds < 0)
      ++times.leftOut;
    else
      times.seconds.push_back(row.seconds);
  std::sort(times.seconds.begin(), times.seconds.end());
  return times;
}

Cell change(double a, double b) {
  if (!(a > 0))
    return Cell::none("from 0");
  const double share = b / a - 1;
  return Cell::number(share, showChange(share, 3));
}

Cell seconds(double value) {
  return Cell::number(value, showDuration(value));
}

Cell whole(std::size_t n) {
  return Cell::whole(static_cast<std::int64_t>(n), showCount(n));
}

} // namespace

Table traceDiffTable(const Trace& a, const Trace& b) {
  Table table;
  table.name = "phases";
  table.columns = {{"what", "what", "", Align::Left, true},
                   {"a_p50", "A p50", "", Align::Right, true},
                   {"b_p50", "B p50", "", Align::Right, true},
                   {"p50_change", "change", "", Align::Right, true},
                   {"a_p90", "A p90", "", Align::Right, true},
                   {"b_p90", "B p90", "", Align::Right, true},
                   {"p90_change", "change", "", Align::Right, true},
                   {"ks_distance", "KS distance", "", Align::Right, true},
                   {"ks_chance", "chance alone", "", Align::Right, true},
                   {"a_n", "A calls", "", Align::Right, true},
                   {"b_n", "B calls", "", Align::Right, true},
                   {"left_out", "negative, left out", "", Align::Right, true}};
  for (const TracePhase& phase : kTracePhases) {
    const Times mine = timesOf(a, phase.from, phase.to);
    const Times theirs = timesOf(b, phase.from, phase.to);
    if (mine.seconds.empty() || theirs.seconds.empty())
      continue;
    const double distance = kolmogorovSmirnov(mine.seconds, theirs.seconds);
    const double chance = kolmogorovSmirnovLimit(mine.seconds.size(), theirs.seconds.size());
    table.addRow({Cell::text(std::string(phase.name)), seconds(mine.quantile(0.5)), seconds(theirs.quantile(0.5)),
                  change(mine.quantile(0.5), theirs.quantile(0.5)), seconds(mine.quantile(0.9)),
                  seconds(theirs.quantile(0.9)), change(mine.quantile(0.9), theirs.quantile(0.9)),
                  Cell::number(distance, significant(distance, 2)), Cell::number(chance, significant(chance, 2)),
                  whole(mine.seconds.size()), whole(theirs.seconds.size()), whole(mine.leftOut + theirs.leftOut)});
  }
  const std::vector<RunMeasure> ofA = measureRun(a, std::nullopt);
  const std::vector<RunMeasure> ofB = measureRun(b, std::nullopt);
  for (const char* name : {"makespan", "work", "effective parallelism", "most running"}) {
    const auto find = [&](const std::vector<RunMeasure>& measures) {
      return std::find_if(measures.begin(), measures.end(), [&](const RunMeasure& m) { return m.name == name; });
    };
    const auto mine = find(ofA);
    const auto theirs = find(ofB);
    if (mine == ofA.end() || theirs == ofB.end())
      continue;
    const auto shown = [](const RunMeasure& m) {
      return Cell::number(m.value, m.unit == "s" ? showDuration(m.value) : significant(m.value, 4));
    };
    table.addRow({Cell::text(name), shown(*mine), shown(*theirs), change(mine->value, theirs->value), Cell::none(),
                  Cell::none(), Cell::none(), Cell::none(), Cell::none(), whole(a.rows()), whole(b.rows()),
                  Cell::none()});
  }
  return table;
}

std::vector<std::string> namedDifferences(const Table& diff) {
  const auto at = [&diff](const std::vector<Cell>& row, std::string_view key) -> const Cell& {
    const auto column = std::ranges::find(diff.columns, key, &Column::key);
    return row[static_cast<std::size_t>(column - diff.columns.begin())];
  };
  std::vector<std::string> differences;
  for (const std::vector<Cell>& row : diff.rows) {
    const auto* distance = std::get_if<double>(&at(row, "ks_distance").value);
    const auto* chance = std::get_if<double>(&at(row, "ks_chance").value);
    if (distance != nullptr && chance != nullptr && *distance <= *chance)
      continue; // as two samples of one law would
    if (at(row, "a_p50").shown == at(row, "b_p50").shown)
      continue;
    differences.push_back(at(row, "what").shown + " " + at(row, "a_p50").shown + " → " + at(row, "b_p50").shown + " (" +
                          at(row, "p50_change").shown + ")");
  }
  return differences;
}

} // namespace coldframe
