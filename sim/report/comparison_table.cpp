#include "sim/report/comparison_table.h"

#include "sim/units/format.h"

#include <algorithm>

namespace coldframe {

Cell durationCell(const Figure& seconds) {
  if (!seconds.estimate)
    return Cell::none();
  const Estimate& e = *seconds.estimate;
  return Cell::number(e.mean, e.hasInterval() ? showDuration(e.mean, e.halfWidth()) : showDuration(e.mean));
}

Cell moneyCell(const Figure& usd) {
  if (!usd.estimate)
    return Cell::none();
  const Estimate& e = *usd.estimate;
  return Cell::number(e.mean, e.hasInterval() ? showMoney(e.mean, e.halfWidth()) : showMoney(e.mean));
}

Cell ratioCell(const Figure& ratio) {
  return ratio.estimate ? Cell::number(ratio.estimate->mean, showRatio(ratio.estimate->mean)) : Cell::none();
}

Cell percentCell(const Figure& fraction) {
  return fraction.estimate ? Cell::number(fraction.estimate->mean, showPercent(fraction.estimate->mean)) : Cell::none();
}

Table comparisonTable(const Comparison& comparison) {
  Table table;
  table.name = "platforms";
  table.columns = {{"id", "platform", "", Align::Left, true},
                   {"makespan_s", "makespan", "s", Align::Right, true},
                   {"speedup", "speedup", "", Align::Right, true},
                   {"run_marginal_usd", "this run", "USD", Align::Right, true},
                   {"month_cost_usd", "month", "USD", Align::Right, true},
                   {"response_p95_s", "p95 response", "s", Align::Right, true},
                   {"cold_start_fraction", "cold", "", Align::Right, true},
                   {"verdict", "verdict", "", Align::Left, true}};
  for (const Outcome& outcome : comparison.platforms)
    table.addRow({Cell::text(outcome.id), durationCell(outcome.makespanS), ratioCell(outcome.speedup),
                  moneyCell(outcome.run.marginalUsd), moneyCell(comparison.monthCost(outcome)),
                  durationCell(outcome.responseS.p95), percentCell(outcome.coldStartFraction),
                  Cell::text((outcome.feasible ? "" : "infeasible: ") + outcome.verdict)});
  return table;
}

namespace {

// The month under each book, without what is free or with it.
std::vector<Cell> repricedRow(const std::string& label, const Outcome& outcome, bool freeGrant) {
  std::vector<Cell> row{Cell::text(label)};
  for (const RepricedCost& cost : outcome.repriced) {
    const Figure& month = freeGrant ? cost.monthWithFreeGrantUsd : cost.monthUsd;
    row.push_back(month.estimate ? moneyCell(month) : Cell::none(month.why));
  }
  return row;
}

bool grantsSomething(const Outcome& outcome) {
  return std::ranges::any_of(outcome.repriced, [](const RepricedCost& cost) {
    return cost.monthUsd.estimate && cost.monthWithFreeGrantUsd.estimate &&
           cost.monthUsd.estimate->mean != cost.monthWithFreeGrantUsd.estimate->mean;
  });
}

} // namespace

Table repricedTable(const Comparison& comparison) {
  Table table;
  table.name = "repriced";
  table.columns = {{"id", "month of " + showCount(comparison.monthHours) + " h", "", Align::Left, true}};
  if (comparison.platforms.empty())
    return table;
  for (const RepricedCost& cost : comparison.platforms.front().repriced)
    table.columns.push_back({cost.prices.name, cost.prices.name, "USD", Align::Right, true});
  for (const Outcome& outcome : comparison.platforms) {
    table.addRow(repricedRow(outcome.id, outcome, false));
    if (grantsSomething(outcome))
      table.addRow(repricedRow("  with the free grant", outcome, true));
  }
  return table;
}

} // namespace coldframe
