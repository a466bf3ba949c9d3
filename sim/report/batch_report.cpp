#include "sim/report/batch_report.h"

#include "sim/report/choice_words.h"
#include "sim/report/comparison_table.h"
#include "sim/report/csv_flatten.h"
#include "sim/report/json_value.h"
#include "sim/report/point_json.h"
#include "sim/report/render.h"
#include "sim/report/study_words.h"
#include "sim/units/format.h"

namespace coldframe {

namespace {

std::string count(std::int64_t n) {
  return showCount(n);
}

std::string sizeText(const BatchPoint& point) {
  return "batch " + count(point.batch) + " (" + showCounted(point.tasks, "task") + ")";
}

ChoiceView viewOf(const BatchStudy& study) {
  return choiceView(study, sizeText);
}

std::string riskText(const Proportion& risk) {
  return showPercent(risk.value) + " of " + showCounted(risk.trials, "run");
}

// "300 s", as a platform's documents have it.
std::string capText(double seconds) {
  return writeDuration(Duration::fromSeconds(seconds));
}

// The three bounds that are easily taken for one another, each with the number it is made of.
void addBounds(const BatchStudy& study, std::vector<std::string>& sentences) {
  const BatchBounds& bounds = study.bounds;
  const std::optional<double>& cap = bounds.platformCapS ? bounds.platformCapS : bounds.timeCapS;
  const std::optional<std::int64_t>& mean = bounds.platformCapS ? bounds.byPlatformCap : bounds.byMean;
  if (cap && mean) {
    std::string text = "By the mean alone, " + showCounted(*mean, "item") + " of " + showDuration(bounds.itemS) +
                       " fit into " + capText(*cap);
    if (bounds.timeCapS && *bounds.timeCapS < *cap && bounds.byMean)
      text += ", " + count(*bounds.byMean) + " into the executor's limit of " + capText(*bounds.timeCapS);
    sentences.push_back(text + ".");
  }
  if (bounds.timeCapS && !bounds.byRisk) {
    sentences.push_back("Interrupted before it was known how many keep the risk of passing " +
                        capText(*bounds.timeCapS) + " within " + showPercent(study.risk) + ".");
  } else if (bounds.byRisk && *bounds.byRisk > 0) {
    const bool all = *bounds.byRisk == study.items;
    std::string text = "With set-up and chance, " +
                       (all ? "even all " + count(study.items) + " in one task" : "at most " + count(*bounds.byRisk)) +
                       " keep the risk that " + (all ? "it" : "any task") + " passes " + capText(*bounds.timeCapS) +
                       " within " + showPercent(study.risk) + " (" + riskText(bounds.riskThere);
    if (bounds.riskNext.trials > 0)
      text += "; " + showPercent(bounds.riskNext.value) + " at " + count(*bounds.byRisk + 1);
    sentences.push_back(text + ").");
  } else if (bounds.byRisk) {
    sentences.push_back("Not even one item a task keeps the risk of passing " + capText(*bounds.timeCapS) + " within " +
                        showPercent(study.risk) + ".");
  }
  if (bounds.oneWave && *bounds.oneWave > 1)
    sentences.push_back("Below " + count(*bounds.oneWave) + ", " + count(study.items) + " items make more than the " +
                        showCounted(bounds.atOnce, "task that runs", "tasks that run") +
                        " at once, and the rest only queue.");
  if (bounds.byMemory && bounds.timeCapS && bounds.byRisk && *bounds.byMemory < *bounds.byRisk)
    sentences.push_back("Memory holds the input of " + count(*bounds.byMemory) + " items.");
  if (bounds.byPayload && *bounds.byPayload < study.items)
    sentences.push_back("A call carries the input of at most " + count(*bounds.byPayload) + " items.");
}

JsonNode boundJson(const std::optional<std::int64_t>& bound) {
  return bound ? JsonNode::integer(*bound) : JsonNode::null();
}

JsonNode riskJson(const Proportion& risk) {
  if (risk.trials == 0)
    return JsonNode::null();
  JsonNode node = JsonNode::object();
  node.add("share", jsonNumber(risk.value));
  JsonNode interval = JsonNode::array();
  interval.append(jsonNumber(risk.lo));
  interval.append(jsonNumber(risk.hi));
  node.add("ci95", std::move(interval));
  node.add("events", JsonNode::unsignedInteger(risk.events));
  node.add("n", JsonNode::unsignedInteger(risk.trials));
  return node;
}

JsonNode boundsJson(const BatchStudy& study) {
  const BatchBounds& bounds = study.bounds;
  JsonNode node = JsonNode::object();
  node.add("item_s", jsonNumber(bounds.itemS));
  node.add("platform_cap_s", bounds.platformCapS ? jsonNumber(*bounds.platformCapS) : JsonNode::null());
  node.add("by_platform_cap", boundJson(bounds.byPlatformCap));
  node.add("time_cap_s", bounds.timeCapS ? jsonNumber(*bounds.timeCapS) : JsonNode::null());
  node.add("by_mean", boundJson(bounds.byMean));
  node.add("risk", jsonNumber(study.risk));
  node.add("by_risk", boundJson(bounds.byRisk));
  node.add("risk_there", riskJson(bounds.riskThere));
  node.add("risk_next", riskJson(bounds.riskNext));
  node.add("at_once", bounds.oneWave ? JsonNode::integer(bounds.atOnce) : JsonNode::null());
  node.add("one_wave", boundJson(bounds.oneWave));
  node.add("by_memory", boundJson(bounds.byMemory));
  node.add("by_payload", boundJson(bounds.byPayload));
  return node;
}

} // namespace

Table batchTable(const BatchStudy& study) {
  Table table;
  table.name = "points";
  table.columns = {{"batch", "batch", "", Align::Right, true},
                   {"tasks", "tasks", "", Align::Right, true},
                   {"makespan_s", "makespan", "s", Align::Right, true},
                   {"cost_usd", "cost", "USD", Align::Right, true},
                   {"failure_probability", "fails", "", Align::Right, true},
                   {"verdict", "verdict", "", Align::Left, true}};
  if (study.deadline)
    table.columns.insert(table.columns.end() - 1, {"in_time", "in time", "", Align::Right, true});
  for (std::size_t i = 0; i < study.points.size(); ++i) {
    const BatchPoint& point = study.points[i];
    const double fails = 1 - point.figures.completionProbability;
    const bool recommended = study.choice.recommended == i;
    std::string verdict = sizeVerdict(point, recommended);
    if (!recommended && point.why.empty() && point.figures.feasible && !point.oneWave)
      verdict = "some tasks wait in line; " + verdict;
    std::vector<Cell> row{Cell::whole(point.batch, count(point.batch)), Cell::whole(point.tasks, count(point.tasks)),
                          durationCell(point.figures.makespanS), moneyCell(point.figures.cost()),
                          point.why.empty() ? Cell::number(fails, showPercent(fails)) : Cell::none()};
    if (study.deadline)
      row.push_back(Cell::number(point.inTime, showPercent(point.inTime)));
    row.push_back(Cell::text(std::move(verdict)));
    table.addRow(std::move(row));
  }
  return table;
}

Answer batchAnswer(const BatchStudy& study) {
  Answer answer;
  answer.headline = sizesHeadline(study, count(study.items) + " items");
  answer.evidence = choiceSentences(viewOf(study));
  addBounds(study, answer.evidence);
  answer.caveats = study.warnings;
  return answer;
}

JsonNode batchJson(const BatchStudy& study, const ResultStamp& stamp) {
  JsonNode root = studyRoot("coldframe.batch/1", study, stamp);
  root.add("platform", JsonNode::string(study.platform));
  root.add("items", JsonNode::integer(study.items));
  root.add("present", JsonNode::integer(study.present));
  root.add("bounds", boundsJson(study));
  root.add("choice",
           choiceJson(viewOf(study), [&](std::size_t i) { return JsonNode::integer(study.points[i].batch); }));
  JsonNode points = JsonNode::array();
  for (const BatchPoint& point : study.points) {
    JsonNode& node = points.append(JsonNode::object());
    node.add("batch", JsonNode::integer(point.batch));
    node.add("tasks", JsonNode::integer(point.tasks));
    node.add("one_wave", JsonNode::boolean(point.oneWave));
    addSizePoint(node, point, study.deadline.has_value());
  }
  root.add("points", std::move(points));
  endStudy(root, stamp);
  return root;
}

std::string renderBatch(const BatchStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain) {
  return renderResult({.answer = [&] { return batchAnswer(study); },
                       .table = [&] { return batchTable(study); },
                       .json = [&] { return batchJson(study, stamp); },
                       .csv =
                           [&] {
                             return flattenToCsv(
                                 batchJson(study, stamp), "points",
                                 {"scenario_document", "asked", "prices", "choice", "bounds", "warnings"});
                           },
                       .explanations = [&] { return explainChoice(viewOf(study)); }},
                      format, explain);
}

} // namespace coldframe
