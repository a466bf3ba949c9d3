#include "sim/report/optimize_report.h"

#include "sim/report/comparison_table.h"
#include "sim/report/csv_flatten.h"
#include "sim/report/json_value.h"
#include "sim/report/render.h"
#include "sim/report/study_words.h"
#include "sim/result/outcome_builder.h"
#include "sim/units/format.h"

#include <algorithm>

namespace coldframe {

namespace {

std::string nameOf(const Configuration& configuration) {
  return (configuration.settings.empty() ? "" : settingsText(configuration.settings) + " ") + "on " +
         configuration.platform;
}

std::string timeOf(const OptimizeStudy& study, const Configuration& configuration) {
  return durationCell(configuration.timeS).shown + (study.isJob ? "" : " at the 95 % quantile");
}

std::string costOf(const OptimizeStudy& study, const Configuration& configuration) {
  return moneyCell(configuration.costUsd).shown + (study.month ? " a month" : " a run");
}

std::string constraintText(const OptimizeStudy& study) {
  std::string text;
  if (study.deadline)
    text = (study.isJob ? "is done within " : "answers 95 % within ") + showDuration(study.deadline->inSeconds());
  if (study.budgetUsd)
    text += (text.empty() ? "costs" : " and costs") + std::string(" at most ") + showMoney(*study.budgetUsd);
  return text;
}

std::string worseText(const OptimizeStudy& study) {
  return study.minimise == Minimise::Cost ? "not cheaper" : "not faster";
}

std::string soughtText(const OptimizeStudy& study) {
  const std::string constraint = constraintText(study);
  return (study.minimise == Minimise::Cost ? "the cheapest configuration" : "the quickest configuration") +
         (constraint.empty() ? "" : " that " + constraint);
}

std::string verdictOf(const OptimizeStudy& study, const Configuration& configuration) {
  if (!configuration.why.empty())
    return configuration.why;
  if (configuration.completed == 0)
    return "calls were lost";
  if (configuration.completed < 1)
    return "every call completed in " + showPercent(configuration.completed) + " of runs";
  if (constraintText(study).empty())
    return configuration.admitted ? "every call completed" : "given up: " + worseText(study);
  if (configuration.admitted || configuration.met == 1)
    return constraintText(study) + (configuration.admitted ? "" : ", but given up: " + worseText(study));
  return configuration.met == 0 ? "misses the constraint"
                                : constraintText(study) + " in only " + showPercent(configuration.met) + " of runs";
}

// Where the best costs nothing: a machine of one's own, which is seldom the question.
const Configuration* cheapestBilled(const OptimizeStudy& study) {
  if (study.minimise != Minimise::Cost || study.configurations.front().value(Minimise::Cost) > 0)
    return nullptr;
  const auto found = std::ranges::find_if(study.configurations, [](const Configuration& each) {
    return each.why.empty() && each.met >= kFeasibleFrom && each.value(Minimise::Cost) > 0;
  });
  return found == study.configurations.end() ? nullptr : &*found;
}

} // namespace

Table optimizeTable(const OptimizeStudy& study, std::size_t most) {
  Table table;
  table.name = "configurations";
  table.columns = {{"configuration", "configuration", "", Align::Left, true},
                   {"time_s", study.isJob ? "makespan" : "p95 response", "s", Align::Right, true},
                   {"cost_usd", study.month ? "month" : "this run", "USD", Align::Right, true},
                   {"replications", "replications", "", Align::Right, true},
                   {"verdict", "verdict", "", Align::Left, true}};
  for (std::size_t i = 0; i < std::min(most, study.configurations.size()); ++i) {
    const Configuration& configuration = study.configurations[i];
    table.addRow(
        {Cell::text(nameOf(configuration)), durationCell(configuration.timeS), moneyCell(configuration.costUsd),
         Cell::whole(static_cast<std::int64_t>(configuration.replications), showCount(configuration.replications)),
         Cell::text(verdictOf(study, configuration))});
  }
  return table;
}

Answer optimizeAnswer(const OptimizeStudy& study) {
  Answer answer;
  answer.headline = study.scenarioName + " · " + showCounted(study.configurations.size(), "configuration") + " · " +
                    conditionsText(study) + (study.partial ? " · interrupted" : "");
  if (study.found) {
    const Configuration& best = study.configurations.front();
    answer.evidence.push_back("Recommended: " + nameOf(best) + ", " + timeOf(study, best) + " for " +
                              costOf(study, best) + ": " + soughtText(study) + ".");
    if (study.configurations.size() > 1 && study.configurations[1].admitted)
      answer.evidence.push_back("Next: " + nameOf(study.configurations[1]) + ", " +
                                timeOf(study, study.configurations[1]) + " for " +
                                costOf(study, study.configurations[1]) + ".");
    if (const Configuration* billed = cheapestBilled(study); billed != nullptr && billed != &best)
      answer.evidence.push_back("Cheapest that sends a bill: " + nameOf(*billed) + ", " + timeOf(study, *billed) +
                                " for " + costOf(study, *billed) + " (" +
                                showCounted(billed->replications, "replication") + ").");
  } else {
    answer.evidence.push_back("None of them is " + soughtText(study) + (study.configurations.empty() ? "." : "; ") +
                              (study.configurations.empty()
                                   ? ""
                                   : "nearest: " + nameOf(study.configurations.front()) + ", " +
                                         timeOf(study, study.configurations.front()) + " for " +
                                         costOf(study, study.configurations.front()) + "."));
  }
  const auto calls = static_cast<double>(study.simulatedCalls);
  answer.evidence.push_back("Found with " + showCount(calls) + " simulated calls; all configurations with " +
                            showCounted(study.replications, "replication") + " would have taken " +
                            showCount(study.exhaustiveCalls) +
                            (calls > 0 ? " (" + showRatio(study.exhaustiveCalls / calls) + ")" : "") + ".");
  if (study.configurations.size() > kShownConfigurations)
    answer.evidence.push_back("The best " + showCount(kShownConfigurations) + " are listed here, all " +
                              showCounted(study.configurations.size(), "configuration") + " in CSV and JSON.");
  answer.caveats = study.warnings;
  return answer;
}

std::vector<Explanation> explainOptimize(const OptimizeStudy& study) {
  Explanation root{
      "recommended", study.found ? nameOf(study.configurations.front()) : "none", soughtText(study), {}, {}};
  for (std::size_t i = 0; i < std::min(kShownConfigurations, study.configurations.size()); ++i) {
    const Configuration& configuration = study.configurations[i];
    root.children.push_back(
        {nameOf(configuration),
         costOf(study, configuration),
         timeOf(study, configuration) + ", mean over " + showCounted(configuration.replications, "replication"),
         verdictOf(study, configuration),
         {}});
  }
  return {std::move(root)};
}

JsonNode optimizeJson(const OptimizeStudy& study, const ResultStamp& stamp) {
  JsonNode root = studyRoot("coldframe.optimize/1", study, stamp);
  root.add("minimise", JsonNode::string(study.minimise == Minimise::Cost ? "cost" : "time"));
  root.add("cost_of", JsonNode::string(study.month ? "month" : "run"));
  root.add("deadline", study.deadline ? JsonNode::string(writeDuration(*study.deadline)) : JsonNode::null());
  root.add("budget_usd", study.budgetUsd ? jsonNumber(*study.budgetUsd) : JsonNode::null());
  root.add("variations", textsJson(study.variations));
  root.add("found", JsonNode::boolean(study.found));
  root.add("simulated_calls", JsonNode::unsignedInteger(study.simulatedCalls));
  root.add("exhaustive_calls", jsonNumber(study.exhaustiveCalls));
  JsonNode list = JsonNode::array();
  for (const Configuration& configuration : study.configurations) {
    JsonNode& node = list.append(JsonNode::object());
    JsonNode settings = JsonNode::object();
    for (const Setting& setting : configuration.settings)
      settings.add(setting.pointer, setting.value);
    node.add("settings", std::move(settings));
    node.add("platform", JsonNode::string(configuration.platform));
    node.add("replications", JsonNode::unsignedInteger(configuration.replications));
    node.add("admitted", JsonNode::boolean(configuration.admitted));
    node.add("completed", jsonNumber(configuration.completed));
    node.add("met", jsonNumber(configuration.met));
    JsonNode why = JsonNode::object();
    addFigure(node, why, "", "time_s", configuration.timeS);
    addMoneyFigure(node, why, "", "cost_usd", configuration.costUsd);
    node.add("invalid", configuration.why.empty() ? JsonNode::null() : JsonNode::string(configuration.why));
    node.add("why", std::move(why));
  }
  root.add("configurations", std::move(list));
  endStudy(root, stamp);
  return root;
}

std::string renderOptimize(const OptimizeStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain) {
  return renderResult({.answer = [&] { return optimizeAnswer(study); },
                       .table = [&] { return optimizeTable(study); },
                       .json = [&] { return optimizeJson(study, stamp); },
                       .csv =
                           [&] {
                             return flattenToCsv(optimizeJson(study, stamp), "configurations",
                                                 {"scenario_document", "asked", "prices", "warnings", "variations"});
                           },
                       .explanations = [&] { return explainOptimize(study); }},
                      format, explain);
}

} // namespace coldframe
