#include "sim/report/comparison_explanation.h"

#include "sim/report/comparison_table.h"
#include "sim/report/price_words.h"
#include "sim/result/limits.h"
#include "sim/units/format.h"

namespace coldframe {

namespace {

Explanation leaf(std::string name, const Figure& figure, const Cell& cell, const std::string& operation) {
  Explanation node;
  node.name = std::move(name);
  if (figure.estimate) {
    node.value = cell.shown;
    node.operation = operation + " over " + showCounted(figure.estimate->n, "replication");
  } else {
    node.value = "none";
    node.source = figure.why;
  }
  return node;
}

Explanation countNode(const std::string& name, std::uint64_t value) {
  return {name, showCount(value), {}, {}, {}};
}

Explanation explainCompletion(const Comparison& comparison, const Outcome& outcome) {
  Explanation node{"completion probability",
                   showPercent(outcome.completionProbability),
                   "replications in which every call completed ÷ " +
                       showCounted(comparison.replicationsDone, "replication"),
                   {},
                   {}};
  for (const LimitReport& limit : outcome.limits)
    node.children.push_back({limitWords(limit.kind) + std::string(" limit of ") + limit.limit,
                             showPercent(limit.shareOver) + " over",
                             "largest met " + limit.observed,
                             limit.decides ? "decides" : "",
                             {}});
  return node;
}

Explanation explainCold(const Outcome& outcome) {
  Explanation node =
      leaf("cold starts", outcome.coldStartFraction, percentCell(outcome.coldStartFraction), "cold ÷ started attempts");
  if (outcome.coldStartFraction.estimate) {
    node.children.push_back(countNode("cold", outcome.counts.cold));
    node.children.push_back(countNode("started", outcome.counts.started));
  }
  return node;
}

Explanation explainRun(const Outcome& outcome) {
  Explanation node = leaf("this run, marginal", outcome.run.marginalUsd, moneyCell(outcome.run.marginalUsd),
                          outcome.run.marginalUsd.estimate && outcome.run.marginalUsd.estimate->mean == 0
                              ? "nothing vanishes with the run, mean"
                              : "priced usage of the run without what is paid for whatever runs, mean");
  return node;
}

Explanation explainMonth(const Comparison& comparison, const Outcome& outcome) {
  const Figure& cost = comparison.monthCost(outcome);
  Explanation node =
      leaf(comparison.freeGrant ? "month, with the free grant" : "month", cost, moneyCell(cost), "mean of bills");
  node.children.push_back(
      explainBill(outcome.month.bill,
                  "bill of replication " + std::to_string(outcome.month.billReplication) + ", the one nearest the mean",
                  outcome.prices));
  const Figure& other = comparison.freeGrant ? outcome.month.costUsd : outcome.month.costWithFreeGrantUsd;
  node.children.push_back(leaf(comparison.freeGrant ? "without the free grant" : "with the free grant", other,
                               moneyCell(other), "mean of bills"));
  node.children.push_back(leaf("paid whatever runs", outcome.month.fixedUsd, moneyCell(outcome.month.fixedUsd),
                               "bill without what goes with the load, mean"));
  return node;
}

Explanation explainOutcome(const Comparison& comparison, const Outcome& outcome) {
  Explanation node;
  node.name = outcome.id;
  node.value = (outcome.feasible ? "" : "infeasible: ") + outcome.verdict;
  if (outcome.profile)
    node.source = outcome.profile->name;
  node.children = {
      explainCompletion(comparison, outcome),
      leaf("makespan", outcome.makespanS, durationCell(outcome.makespanS), "map() entered → last result seen, mean"),
      leaf("speedup", outcome.speedup, ratioCell(outcome.speedup),
           "makespan of " + comparison.baselineId + " ÷ makespan, same draws, mean of ratios"),
      leaf("p95 response", outcome.responseS.p95, durationCell(outcome.responseS.p95),
           "95 % quantile of all completed calls"),
      explainCold(outcome),
      explainRun(outcome),
      explainMonth(comparison, outcome)};
  return node;
}

} // namespace

Explanation explainBill(const Bill& bill, const std::string& name, const NamedHash& book) {
  Explanation node;
  node.name = name;
  node.value = exactMoney(bill.total());
  node.operation = bill.lines.empty()       ? "nothing was billed"
                   : bill.lines.size() == 1 ? "its one line"
                                            : "sum of " + std::to_string(bill.lines.size()) + " lines";
  node.source = book.name;
  for (const BillLine& line : bill.lines) {
    Explanation child;
    child.name = line.item;
    child.value = exactMoney(line.amount);
    child.operation = groupedDigits(line.quantity) + " " + line.unit +
                      (line.priced ? " × " + exactMoney(line.unitPrice) : std::string());
    child.source = line.rule + (line.verified ? "" : (line.rule.empty() ? "" : "; ") + std::string("unverified"));
    if (!line.parts.empty()) {
      Explanation metered{
          "metered", groupedDigits(line.metered), "sum of " + std::to_string(line.parts.size()) + " parts", {}, {}};
      for (const BillPart& part : line.parts)
        metered.children.push_back({part.name, groupedDigits(part.quantity), part.operation, part.why, {}});
      if (line.parts.size() == 1) {
        metered.operation = line.parts[0].operation;
        metered.source = line.parts[0].why;
        metered.children.clear();
      }
      child.children.push_back(std::move(metered));
    }
    if (line.priced && !line.source.empty())
      child.children.push_back(
          {"price", exactMoney(line.unitPrice) + " / " + line.unit, {}, book.name + ": " + line.source, {}});
    node.children.push_back(std::move(child));
  }
  return node;
}

std::vector<Explanation> explainComparison(const Comparison& comparison) {
  std::vector<Explanation> explanations;
  for (const Outcome& outcome : comparison.platforms)
    explanations.push_back(explainOutcome(comparison, outcome));
  return explanations;
}

} // namespace coldframe
