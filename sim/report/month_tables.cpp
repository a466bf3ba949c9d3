#include "sim/report/comparison_table.h"
#include "sim/report/month_report.h"
#include "sim/units/format.h"

namespace coldframe {

namespace {

Figure figureOf(const Estimate& estimate) {
  return estimate.n == 0 ? Figure::none("no call was answered") : Figure::of(estimate);
}

Cell countCell(const Estimate& estimate) {
  const double n = estimate.mean;
  return estimate.n == 0 ? Cell::none() : Cell::number(n, n > 0 && n < 10 ? significant(n, 2) : showCount(n));
}

Table platformTable(const MonthStudy& study) {
  Table table;
  table.name = "platforms";
  table.columns = {{"id", "platform", "", Align::Left, true},
                   {"month_cost_usd", "month", "USD", Align::Right, true},
                   {"idle_share", "paid for idle", "", Align::Right, true},
                   {"idle_usd", "idle cost", "USD", Align::Right, true},
                   {"response_p50_s", "p50 response", "s", Align::Right, true},
                   {"response_p95_s", "p95 response", "s", Align::Right, true},
                   {"response_p99_s", "p99 response", "s", Align::Right, true},
                   {"cold_start_fraction", "cold", "", Align::Right, true},
                   {"concurrency_max", "at a time", "", Align::Right, true},
                   {"feasible", "feasible", "", Align::Left, true}};
  for (const MonthPlatform& platform : study.platforms) {
    const Outcome& outcome = platform.outcome;
    table.addRow({Cell::text(outcome.id), moneyCell(study.comparison.monthCost(outcome)),
                  percentCell(platform.idleShare), moneyCell(platform.idleUsd), durationCell(outcome.responseS.p50),
                  durationCell(outcome.responseS.p95), durationCell(outcome.responseS.p99),
                  percentCell(outcome.coldStartFraction),
                  outcome.concurrencyMax.estimate ? countCell(*outcome.concurrencyMax.estimate) : Cell::none(),
                  Cell::flag(outcome.feasible, outcome.feasible ? "yes" : "no")});
  }
  return table;
}

void addBandColumns(Table& table, const std::string& key, const std::string& title, const std::string& unit) {
  table.columns.push_back({key, title, unit, Align::Right, true});
  table.columns.push_back({key + ".lo", "", unit, Align::Right, false});
  table.columns.push_back({key + ".hi", "", unit, Align::Right, false});
}

void addBandCells(std::vector<Cell>& row, const Estimate& estimate, Cell shown) {
  row.push_back(std::move(shown));
  const bool interval = estimate.hasInterval();
  row.push_back(interval ? Cell::number(estimate.lo, "") : Cell::none());
  row.push_back(interval ? Cell::number(estimate.hi, "") : Cell::none());
}

Table sliceTable(const MonthStudy& study, bool byHour) {
  Table table;
  table.name = byHour ? "hours" : "days";
  table.columns = {{"start", byHour ? "hour" : "day", "", Align::Left, true},
                   {"platform", "platform", "", Align::Left, true}};
  addBandColumns(table, "arrivals", "calls", "");
  addBandColumns(table, "lost", "lost", "");
  addBandColumns(table, "running", "running", "");
  addBandColumns(table, "running_max", "at most", "");
  addBandColumns(table, "cold_starts", "cold starts", "");
  addBandColumns(table, "response_p50_s", "p50", "s");
  addBandColumns(table, "response_p95_s", "p95", "s");
  addBandColumns(table, "response_p99_s", "p99", "s");
  if (!byHour)
    addBandColumns(table, "cost_usd", "cost", "USD");
  const std::size_t count = study.platforms.empty() ? 0
                            : byHour                ? study.platforms.front().hours.size()
                                                    : study.platforms.front().days.size();
  for (std::size_t i = 0; i < count; ++i)
    for (const MonthPlatform& platform : study.platforms) {
      const MonthSlice& slice = byHour ? platform.hours[i] : platform.days[i];
      std::vector<Cell> row;
      Cell start = Cell::text(shortTime(slice.start, byHour));
      start.value = slice.start;
      row.push_back(std::move(start));
      row.push_back(Cell::text(platform.outcome.id));
      for (const Estimate* each : {&slice.arrivals, &slice.lost, &slice.running, &slice.runningMax, &slice.coldStarts})
        addBandCells(row, *each, countCell(*each));
      for (const Estimate* each : {&slice.responseP50S, &slice.responseP95S, &slice.responseP99S})
        addBandCells(row, *each, durationCell(figureOf(*each)));
      if (!byHour)
        addBandCells(row, slice.costUsd, moneyCell(figureOf(slice.costUsd)));
      table.addRow(std::move(row));
    }
  return table;
}

} // namespace

std::string shortTime(const std::string& iso, bool withHour) {
  return withHour ? iso.substr(0, 10) + " " + iso.substr(11, 5) : iso.substr(0, 10);
}

Table monthTable(const MonthStudy& study, MonthBy by) {
  return by == MonthBy::Platform ? platformTable(study) : sliceTable(study, by == MonthBy::Hour);
}

Table monthLinesTable(const MonthStudy& study) {
  Table table;
  table.name = "lines";
  table.columns = {{"platform", "platform", "", Align::Left, true},
                   {"item", "line of the bill", "", Align::Left, true},
                   {"amount_usd", "month", "USD", Align::Right, true},
                   {"share", "share", "", Align::Right, true}};
  for (const MonthPlatform& platform : study.platforms) {
    double sum = 0;
    for (const MonthLine& line : platform.lines)
      sum += line.amountUsd.mean;
    for (const MonthLine& line : platform.lines)
      table.addRow(
          {Cell::text(platform.outcome.id), Cell::text(line.item), moneyCell(figureOf(line.amountUsd)),
           sum > 0 ? Cell::number(line.amountUsd.mean / sum, showPercent(line.amountUsd.mean / sum)) : Cell::none()});
  }
  return table;
}

} // namespace coldframe
