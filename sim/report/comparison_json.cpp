#include "sim/report/comparison_json.h"

#include "sim/report/bill_report.h"
#include "sim/report/json_value.h"
#include "sim/report/usage_json.h"
#include "sim/result/difference.h"
#include "sim/result/limits.h"

namespace coldframe {

namespace {

JsonNode namedHash(const NamedHash& named) {
  JsonNode node = JsonNode::object();
  node.add("name", JsonNode::string(named.name));
  node.add("sha256", JsonNode::string(named.sha256));
  return node;
}

JsonNode textOrNull(const std::string& text) {
  return text.empty() ? JsonNode::null() : JsonNode::string(text);
}

JsonNode limitsJson(const std::vector<LimitReport>& limits) {
  JsonNode list = JsonNode::array();
  for (const LimitReport& limit : limits) {
    JsonNode node = JsonNode::object();
    node.add("kind", JsonNode::string(limitName(limit.kind)));
    node.add("limit", JsonNode::string(limit.limit));
    node.add("observed", JsonNode::string(limit.observed));
    node.add("share_over", jsonNumber(limit.shareOver));
    node.add("decides", JsonNode::boolean(limit.decides));
    list.append(std::move(node));
  }
  return list;
}

JsonNode countsJson(const Counts& counts) {
  JsonNode node = JsonNode::object();
  const auto add = [&](const char* key, std::uint64_t n) { node.add(key, JsonNode::unsignedInteger(n)); };
  add("arrivals", counts.arrivals);
  add("calls", counts.arrivals);
  add("attempts", counts.attempts);
  add("started", counts.started);
  add("completed", counts.completed);
  add("failed", counts.failed);
  add("dropped", counts.dropped);
  add("throttled", counts.throttled);
  add("retried", counts.retried);
  add("timed_out", counts.timedOut);
  add("out_of_memory", counts.outOfMemory);
  add("errors", counts.errors);
  add("duplicates", counts.duplicates);
  add("running", counts.running);
  add("waiting", counts.waiting);
  add("cold", counts.cold);
  add("environments_started", counts.environmentsStarted);
  add("pings", counts.pings);
  add("cache_hits", counts.cacheHits);
  return node;
}

JsonNode quantilesJson(const QuantileFigures& figures, const std::string& name, JsonNode& why) {
  JsonNode node = JsonNode::object();
  const std::string path = name + ".";
  addFigure(node, why, path, "mean", figures.mean);
  addFigure(node, why, path, "p50", figures.p50);
  addFigure(node, why, path, "p90", figures.p90);
  addFigure(node, why, path, "p95", figures.p95);
  addFigure(node, why, path, "p99", figures.p99);
  addFigure(node, why, path, "max", figures.max);
  return node;
}

JsonNode repricedJson(const Outcome& outcome) {
  JsonNode list = JsonNode::array();
  for (const RepricedCost& cost : outcome.repriced) {
    JsonNode node = JsonNode::object();
    JsonNode why = JsonNode::object();
    JsonNode prices = JsonNode::object();
    prices.add("name", JsonNode::string(cost.prices.name));
    prices.add("sha256", JsonNode::string(cost.prices.sha256));
    node.add("prices", std::move(prices));
    addMoneyFigure(node, why, "", "run_marginal_usd", cost.marginalUsd);
    addMoneyFigure(node, why, "", "month_cost_usd", cost.monthUsd);
    addMoneyFigure(node, why, "", "month_cost_with_free_grant_usd", cost.monthWithFreeGrantUsd);
    node.add("why", std::move(why));
    list.append(std::move(node));
  }
  return list;
}

JsonNode outcomeJson(const Outcome& outcome) {
  JsonNode node = JsonNode::object();
  JsonNode why = JsonNode::object();
  node.add("id", JsonNode::string(outcome.id));
  node.add("profile", outcome.profile ? namedHash(*outcome.profile) : JsonNode::null());
  if (!outcome.profile)
    why.add("profile", JsonNode::string("described in the scenario itself"));
  node.add("prices", namedHash(outcome.prices));
  node.add("paid_for", JsonNode::boolean(outcome.paidFor));
  node.add("feasible", JsonNode::boolean(outcome.feasible));
  node.add("completion_probability", jsonNumber(outcome.completionProbability));
  node.add("verdict", JsonNode::string(outcome.verdict));
  node.add("limits", limitsJson(outcome.limits));
  node.add("counts", countsJson(outcome.counts));
  addFigure(node, why, "", "makespan_s", outcome.makespanS);
  addFigure(node, why, "", "speedup", outcome.speedup);
  addFigure(node, why, "", "effective_parallelism", outcome.effectiveParallelism);
  node.add("response_s", quantilesJson(outcome.responseS, "response_s", why));
  node.add("service_s", quantilesJson(outcome.serviceS, "service_s", why));
  addFigure(node, why, "", "cold_start_fraction", outcome.coldStartFraction);
  if (JsonNode* fraction = node.find("cold_start_fraction"); fraction->isObject())
    fraction->add("events", JsonNode::unsignedInteger(outcome.coldStarts));
  JsonNode concurrency = JsonNode::object();
  addFigure(concurrency, why, "concurrency.", "mean", outcome.concurrencyMean);
  addFigure(concurrency, why, "concurrency.", "max", outcome.concurrencyMax);
  node.add("concurrency", std::move(concurrency));
  addFigure(node, why, "", "utilization", outcome.utilization);

  JsonNode run = JsonNode::object();
  addMoneyFigure(run, why, "run.", "marginal_usd", outcome.run.marginalUsd);
  addMoneyFigure(run, why, "run.", "allocated_usd", outcome.run.allocatedUsd);
  run.add("usage", usageJson(outcome.run.usage));
  node.add("run", std::move(run));

  JsonNode month = JsonNode::object();
  addMoneyFigure(month, why, "month.", "cost_usd", outcome.month.costUsd);
  addMoneyFigure(month, why, "month.", "cost_with_free_grant_usd", outcome.month.costWithFreeGrantUsd);
  addMoneyFigure(month, why, "month.", "fixed_usd", outcome.month.fixedUsd);
  month.add("usage", usageJson(outcome.month.usage));
  month.add("bill", billLinesJson(outcome.month.bill));
  month.add("bill_total", JsonNode::string(outcome.month.bill.total().decimal()));
  month.add("bill_replication", JsonNode::unsignedInteger(outcome.month.billReplication));
  node.add("month", std::move(month));
  if (!outcome.repriced.empty())
    node.add("repriced", repricedJson(outcome));
  node.add("why", std::move(why));
  return node;
}

JsonNode differencesJson(const Comparison& comparison) {
  JsonNode list = JsonNode::array();
  for (const Difference& difference : differencesOf(comparison)) {
    JsonNode node = JsonNode::object();
    JsonNode why = JsonNode::object();
    node.add("a", JsonNode::string(difference.a));
    node.add("b", JsonNode::string(difference.b));
    node.add("of", JsonNode::string(comparedName(difference.what)));
    addFigure(node, why, "", "b_minus_a", difference.bMinusA);
    node.add("share_a_less", difference.bMinusA.estimate ? jsonNumber(difference.shareALess) : JsonNode::null());
    node.add("share_b_less", difference.bMinusA.estimate ? jsonNumber(difference.shareBLess) : JsonNode::null());
    node.add("settled", JsonNode::boolean(difference.settled()));
    node.add("why", std::move(why));
    list.append(std::move(node));
  }
  return list;
}

} // namespace

JsonNode comparisonJson(const Comparison& comparison, const ResultStamp& stamp) {
  JsonNode root = studyRoot("coldframe.comparison/1", comparison, stamp);
  root.add("replications_done", JsonNode::unsignedInteger(comparison.replicationsDone));
  root.add("runs_per_month", comparison.isJob ? jsonNumber(comparison.runsPerMonth) : JsonNode::null());
  root.add("window_start", JsonNode::string(comparison.windowStart));
  root.add("free_grant", JsonNode::boolean(comparison.freeGrant));
  if (comparison.peopleUsdPerMonth > 0)
    root.add("people_usd_per_month", jsonNumber(comparison.peopleUsdPerMonth));
  JsonNode baseline = JsonNode::object();
  baseline.add("id", JsonNode::string(comparison.baselineId));
  baseline.add("parallelism", JsonNode::integer(comparison.baselineParallelism));
  root.add("baseline", std::move(baseline));
  JsonNode best = JsonNode::object();
  best.add("makespan", textOrNull(comparison.bestMakespan));
  best.add("month", textOrNull(comparison.bestMonth));
  JsonNode why = JsonNode::object();
  if (comparison.bestMakespan.empty())
    why.add("makespan", JsonNode::string(comparison.isJob ? "no platform is feasible" : "a stream has no makespan"));
  if (comparison.bestMonth.empty())
    why.add("month", JsonNode::string("no platform is feasible"));
  best.add("why", std::move(why));
  root.add("best", std::move(best));
  JsonNode platforms = JsonNode::array();
  for (const Outcome& outcome : comparison.platforms)
    platforms.append(outcomeJson(outcome));
  root.add("platforms", std::move(platforms));
  root.add("differences", differencesJson(comparison));
  endStudy(root, stamp);
  return root;
}

} // namespace coldframe
