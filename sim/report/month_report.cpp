#include "sim/report/month_report.h"

#include "sim/report/comparison_explanation.h"
#include "sim/report/comparison_table.h"
#include "sim/report/json_value.h"
#include "sim/report/point_json.h"
#include "sim/report/render.h"
#include "sim/report/study_words.h"
#include "sim/result/difference.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

const MonthPlatform* byId(const MonthStudy& study, const std::string& id) {
  const auto found = std::find_if(study.platforms.begin(), study.platforms.end(),
                                  [&](const MonthPlatform& platform) { return platform.outcome.id == id; });
  return found == study.platforms.end() ? nullptr : &*found;
}

// The cheapest feasible one that sends a bill.
const MonthPlatform* cheapest(const MonthStudy& study) {
  const MonthPlatform* best = nullptr;
  for (const MonthPlatform& platform : study.platforms) {
    const Outcome& outcome = platform.outcome;
    if (outcome.feasible && study.comparison.sendsBill(outcome) &&
        (best == nullptr ||
         study.comparison.monthCost(outcome).estimate->mean < study.comparison.monthCost(best->outcome).estimate->mean))
      best = &platform;
  }
  return best;
}

std::string busiestSentence(const MonthStudy& study) {
  if (study.platforms.empty())
    return {};
  const MonthPlatform& platform = study.platforms.front();
  const auto busiest =
      std::ranges::max_element(platform.hours, {}, [](const MonthSlice& s) { return s.arrivals.mean; });
  double sum = 0;
  for (const MonthSlice& hour : platform.hours)
    sum += hour.arrivals.mean;
  if (busiest == platform.hours.end() || !(sum > 0))
    return "No call comes in this month.";
  const double mean = sum / static_cast<double>(platform.hours.size());
  return "The busiest hour is that of " + shortTime(busiest->start, true) + " with " +
         showCounted(static_cast<std::size_t>(std::llround(busiest->arrivals.mean)), "call") + ", " +
         showRatio(busiest->arrivals.mean / mean) + " the mean of " +
         (mean < 10 ? significant(mean, 2) : showCount(mean)) + ".";
}

std::string idleSentence(const MonthStudy& study) {
  const MonthPlatform* most = nullptr;
  for (const MonthPlatform& platform : study.platforms)
    if (platform.idleUsd.estimate && platform.idleUsd.estimate->mean > 0 &&
        (most == nullptr || platform.idleUsd.estimate->mean > most->idleUsd.estimate->mean))
      most = &platform;
  if (most == nullptr)
    return {};
  return "Most idle: " + most->outcome.id + ", where " + showPercent(most->idleShare.estimate->mean) +
         " of what is paid for is not used, " + showMoney(most->idleUsd.estimate->mean) + " of " +
         showMoney(study.comparison.monthCost(most->outcome).estimate->mean) + ".";
}

// " for $3.34 ± 0.04 more a month", paired by replication.
std::string changeOfCost(const MonthStudy& study, const MonthPlatform& plain, const MonthPlatform& variant) {
  const Difference difference = differenceOf(study.comparison, plain.outcome, variant.outcome, Compared::MonthUsd);
  if (!difference.bMinusA.estimate)
    return {};
  const Estimate& more = *difference.bMinusA.estimate;
  if (more.mean == 0)
    return ", at the same cost";
  const std::string amount =
      more.hasInterval() ? showMoney(std::abs(more.mean), more.halfWidth()) : showMoney(std::abs(more.mean));
  if (!difference.settled())
    return ", at a cost that these months cannot tell from the same (" + amount + (more.mean > 0 ? " more)" : " less)");
  return ", for " + amount + (more.mean > 0 ? " more" : " less") + " a month";
}

// "lambda-kept-warm holds 3 environments: p95 105 ms instead of 828 ms, for $0.011 more a month."
std::string variantSentence(const MonthStudy& study, const MonthPlatform& variant) {
  const MonthPlatform* plain = byId(study, variant.variantOf);
  if (plain == nullptr || !variant.outcome.responseS.p95.estimate || !plain->outcome.responseS.p95.estimate)
    return {};
  std::string text = variant.outcome.id + " holds " + showCounted(variant.environments, "environment") +
                     ": p95 response " + showDuration(variant.outcome.responseS.p95.estimate->mean) + " instead of " +
                     showDuration(plain->outcome.responseS.p95.estimate->mean);
  if (variant.outcome.coldStartFraction.estimate && plain->outcome.coldStartFraction.estimate)
    text += ", " + showPercent(variant.outcome.coldStartFraction.estimate->mean) + " cold instead of " +
            showPercent(plain->outcome.coldStartFraction.estimate->mean);
  return text + changeOfCost(study, *plain, variant) + ".";
}

JsonNode columnsJson(const std::vector<MonthSlice>& slices, bool withCost) {
  struct Column {
    const char* key;
    Estimate MonthSlice::*figure;
  };
  static constexpr Column kColumns[] = {{"arrivals", &MonthSlice::arrivals},
                                        {"lost", &MonthSlice::lost},
                                        {"running", &MonthSlice::running},
                                        {"running_max", &MonthSlice::runningMax},
                                        {"cold_starts", &MonthSlice::coldStarts},
                                        {"response_p50_s", &MonthSlice::responseP50S},
                                        {"response_p95_s", &MonthSlice::responseP95S},
                                        {"response_p99_s", &MonthSlice::responseP99S},
                                        {"cost_usd", &MonthSlice::costUsd}};
  JsonNode root = JsonNode::object();
  JsonNode starts = JsonNode::array();
  for (const MonthSlice& slice : slices)
    starts.append(JsonNode::string(slice.start));
  root.add("start", std::move(starts));
  for (const Column& column : kColumns) {
    if (!withCost && column.figure == &MonthSlice::costUsd)
      continue;
    JsonNode bands = JsonNode::object();
    for (const auto& [key, member] :
         {std::pair("mean", &Estimate::mean), std::pair("lo", &Estimate::lo), std::pair("hi", &Estimate::hi)}) {
      JsonNode values = JsonNode::array();
      for (const MonthSlice& slice : slices)
        values.append(jsonNumber((slice.*column.figure).*member));
      bands.add(key, std::move(values));
    }
    root.add(column.key, std::move(bands));
  }
  return root;
}

JsonNode linesJson(const MonthPlatform& platform) {
  JsonNode list = JsonNode::array();
  for (const MonthLine& line : platform.lines) {
    JsonNode node = JsonNode::object();
    JsonNode why = JsonNode::object();
    node.add("item", JsonNode::string(line.item));
    addMoneyFigure(node, why, "", "amount_usd", Figure::of(line.amountUsd));
    JsonNode days = JsonNode::array();
    for (const Estimate& day : line.byDay)
      days.append(jsonNumber(day.mean));
    node.add("by_day_usd", std::move(days));
    list.append(std::move(node));
  }
  return list;
}

} // namespace

Answer monthAnswer(const MonthStudy& study) {
  const Comparison& comparison = study.comparison;
  Answer answer;
  answer.headline = comparison.scenarioName + " · " + conditionsText(comparison, comparison.replicationsDone) +
                    " from " + comparison.windowStart;
  if (const MonthPlatform* best = cheapest(study)) {
    const Estimate& cost = *study.comparison.monthCost(best->outcome).estimate;
    std::string text = "Cheapest for this month: " + best->outcome.id + " at " +
                       (cost.hasInterval() ? showMoney(cost.mean, cost.halfWidth()) : showMoney(cost.mean));
    if (best->outcome.responseS.p95.estimate)
      text += ", p95 response " + showDuration(best->outcome.responseS.p95.estimate->mean);
    answer.evidence.push_back(text + ".");
  } else {
    answer.evidence.push_back("No platform that sends a bill is feasible.");
  }
  for (std::string text : {busiestSentence(study), idleSentence(study)})
    if (!text.empty())
      answer.evidence.push_back(std::move(text));
  for (const MonthPlatform& platform : study.platforms)
    if (!platform.variantOf.empty())
      if (std::string text = variantSentence(study, platform); !text.empty())
        answer.evidence.push_back(std::move(text));
  if (comparison.peopleUsdPerMonth > 0)
    answer.evidence.push_back(peopleSentence(comparison.peopleUsdPerMonth));
  answer.caveats = comparison.warnings;
  answer.caveats.insert(answer.caveats.end(), study.notes.begin(), study.notes.end());
  for (const MonthPlatform& platform : study.platforms)
    if (!platform.outcome.feasible)
      answer.caveats.push_back(platform.outcome.id + " cannot do it: " + platform.outcome.verdict);
  return answer;
}

JsonNode monthJson(const MonthStudy& study, const ResultStamp& stamp) {
  const Comparison& comparison = study.comparison;
  StudyHead head = comparison;
  head.warnings.insert(head.warnings.end(), study.notes.begin(), study.notes.end());
  JsonNode root = studyRoot("coldframe.month/1", head, stamp);
  root.add("replications_done", JsonNode::unsignedInteger(comparison.replicationsDone));
  root.add("window_start", JsonNode::string(comparison.windowStart));
  root.add("free_grant", JsonNode::boolean(comparison.freeGrant));
  if (comparison.peopleUsdPerMonth > 0)
    root.add("people_usd_per_month", jsonNumber(comparison.peopleUsdPerMonth));
  JsonNode platforms = JsonNode::array();
  for (const MonthPlatform& platform : study.platforms) {
    JsonNode node = JsonNode::object();
    JsonNode why = JsonNode::object();
    node.add("id", JsonNode::string(platform.outcome.id));
    node.add("variant_of", platform.variantOf.empty() ? JsonNode::null() : JsonNode::string(platform.variantOf));
    node.add("environments_held",
             platform.variantOf.empty() ? JsonNode::null() : JsonNode::integer(platform.environments));
    node.add("machines",
             platform.outcome.machines > 0 ? JsonNode::integer(platform.outcome.machines) : JsonNode::null());
    JsonNode figures = JsonNode::object();
    addPointFigures(figures, figuresOf(comparison, platform.outcome));
    node.add("figures", std::move(figures));
    addFigure(node, why, "", "idle_share", platform.idleShare);
    addMoneyFigure(node, why, "", "idle_usd", platform.idleUsd);
    node.add("lines", linesJson(platform));
    node.add("days", columnsJson(platform.days, true));
    node.add("hours", columnsJson(platform.hours, false));
    node.add("why", std::move(why));
    platforms.append(std::move(node));
  }
  root.add("platforms", std::move(platforms));
  endStudy(root, stamp);
  return root;
}

std::string renderMonth(const MonthStudy& study, MonthBy by, OutputFormat format, const ResultStamp& stamp,
                        bool explain) {
  const auto tables = [&] {
    std::vector<Table> more{monthLinesTable(study)};
    if (by != MonthBy::Platform)
      more.push_back(monthTable(study, by));
    return more;
  };
  const auto explanations = [&] {
    std::vector<Explanation> bills;
    for (const MonthPlatform& platform : study.platforms)
      bills.push_back(
          explainBill(platform.outcome.month.bill, "month of " + platform.outcome.id, platform.outcome.prices));
    return bills;
  };
  return renderResult({.answer = [&] { return monthAnswer(study); },
                       .table = [&] { return monthTable(study, MonthBy::Platform); },
                       .json = [&] { return monthJson(study, stamp); },
                       .csv = [&] { return renderCsv(monthTable(study, by)); },
                       .moreTables = tables,
                       .explanations = explanations},
                      format, explain);
}

} // namespace coldframe
