#include "sim/report/memory_report.h"

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

ChoiceView viewOf(const MemoryStudy& study) {
  return choiceView(study, [](const MemoryPoint& point) { return showMemory(point.memory); });
}

Cell usdCell(const std::optional<double>& usd) {
  return usd ? Cell::number(*usd, showMoney(*usd)) : Cell::none();
}

Cell secondsCell(double seconds) {
  return Cell::number(seconds, showDuration(seconds));
}

Cell memoryCell(Memory memory) {
  return Cell::number(static_cast<double>(memory.inBytes()) / 1048576, showMemory(memory));
}

void addComparison(const MemoryStudy& study, std::vector<std::string>& sentences) {
  if (!study.measured)
    return;
  const MeasuredAgainst& measured = *study.measured;
  if (measured.points.empty()) {
    sentences.push_back("None of the measured sizes could be simulated.");
    return;
  }
  sentences.push_back("Measured at " + showCounted(measured.points.size(), "size") + ": the simulated durations are " +
                      showPercent(measured.meanError) + " off in the mean; times " + significant(measured.factor, 3) +
                      " they are " + showPercent(measured.scaledError) + " off, which is the shape's error.");
  if (measured.measuredCheapest && measured.simulatedCheapest)
    sentences.push_back("Cheapest of these: measured " + showMemory(*measured.measuredCheapest) + ", simulated " +
                        showMemory(*measured.simulatedCheapest) + ".");
}

JsonNode numberOrNull(const std::optional<double>& x) {
  return x ? jsonNumber(*x) : JsonNode::null();
}

JsonNode memoryNode(const std::optional<Memory>& memory) {
  return memory ? JsonNode::string(writeMemory(*memory)) : JsonNode::null();
}

JsonNode measuredJson(const MeasuredAgainst& measured) {
  JsonNode node = JsonNode::object();
  node.add("factor", jsonNumber(measured.factor));
  node.add("mean_error", jsonNumber(measured.meanError));
  node.add("scaled_error", jsonNumber(measured.scaledError));
  node.add("measured_cheapest", memoryNode(measured.measuredCheapest));
  node.add("simulated_cheapest", memoryNode(measured.simulatedCheapest));
  JsonNode points = JsonNode::array();
  for (const MemoryComparison& point : measured.points) {
    JsonNode& row = points.append(JsonNode::object());
    row.add("memory", JsonNode::string(writeMemory(point.memory)));
    row.add("measured_s", jsonNumber(point.measuredS));
    row.add("simulated_s", jsonNumber(point.simulatedS));
    row.add("scaled_s", jsonNumber(point.scaledS));
    row.add("measured_usd", numberOrNull(point.measuredUsd));
    row.add("simulated_usd", numberOrNull(point.simulatedUsd));
  }
  node.add("points", std::move(points));
  node.add("left_out", textsJson(measured.leftOut));
  return node;
}

} // namespace

Table memoryTable(const MemoryStudy& study) {
  Table table;
  table.name = "points";
  table.columns = {{"memory_mb", "memory", "MB", Align::Right, true},
                   {"vcpus", "vCPUs", "", Align::Right, true},
                   {"duration_s", "running", "s", Align::Right, true},
                   {"call_usd", "function time a call", "USD", Align::Right, true},
                   {"time_s", study.isJob ? "makespan" : "p95 response", "s", Align::Right, true},
                   {"cost_usd", "cost", "USD", Align::Right, true},
                   {"verdict", "verdict", "", Align::Left, true}};
  for (std::size_t i = 0; i < study.points.size(); ++i) {
    const MemoryPoint& point = study.points[i];
    table.addRow({memoryCell(point.memory), Cell::number(point.vcpus, significant(point.vcpus, 2)),
                  durationCell(point.durationS), usdCell(point.callUsd), durationCell(point.figures.time()),
                  moneyCell(point.figures.cost()), Cell::text(sizeVerdict(point, study.choice.recommended == i))});
  }
  return table;
}

Table measuredTable(const MemoryStudy& study) {
  Table table;
  table.name = "measured";
  table.columns = {{"memory_mb", "memory", "MB", Align::Right, true},
                   {"measured_s", "measured", "s", Align::Right, true},
                   {"simulated_s", "simulated", "s", Align::Right, true},
                   {"scaled_s", "with the factor", "s", Align::Right, true},
                   {"measured_usd", "measured", "USD", Align::Right, true},
                   {"simulated_usd", "simulated", "USD", Align::Right, true}};
  if (study.measured)
    for (const MemoryComparison& point : study.measured->points)
      table.addRow({memoryCell(point.memory), secondsCell(point.measuredS), secondsCell(point.simulatedS),
                    secondsCell(point.scaledS), usdCell(point.measuredUsd), usdCell(point.simulatedUsd)});
  return table;
}

Answer memoryAnswer(const MemoryStudy& study) {
  Answer answer;
  answer.headline = sizesHeadline(study);
  answer.evidence = choiceSentences(viewOf(study));
  answer.evidence.push_back("One whole vCPU comes with " + showMemory(study.wholeVcpu) +
                            "; beyond it only what several vCPUs can share gets faster.");
  addComparison(study, answer.evidence);
  answer.caveats = study.warnings;
  if (study.measured)
    answer.caveats.insert(answer.caveats.end(), study.measured->leftOut.begin(), study.measured->leftOut.end());
  return answer;
}

JsonNode memoryJson(const MemoryStudy& study, const ResultStamp& stamp) {
  JsonNode root = studyRoot("coldframe.memory/1", study, stamp);
  root.add("platform", JsonNode::string(study.platform));
  root.add("present", JsonNode::string(writeMemory(study.present)));
  root.add("whole_vcpu", JsonNode::string(writeMemory(study.wholeVcpu)));
  root.add("choice", choiceJson(viewOf(study),
                                [&](std::size_t i) { return JsonNode::string(writeMemory(study.points[i].memory)); }));
  root.add("measured", study.measured ? measuredJson(*study.measured) : JsonNode::null());
  JsonNode points = JsonNode::array();
  for (const MemoryPoint& point : study.points) {
    JsonNode& node = points.append(JsonNode::object());
    node.add("memory", JsonNode::string(writeMemory(point.memory)));
    node.add("vcpus", jsonNumber(point.vcpus));
    JsonNode why = JsonNode::object();
    addFigure(node, why, "", "duration_s", point.durationS);
    node.add("call_usd", numberOrNull(point.callUsd));
    addSizePoint(node, point, study.deadline.has_value());
  }
  root.add("points", std::move(points));
  endStudy(root, stamp);
  return root;
}

std::string renderMemory(const MemoryStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain) {
  return renderResult(
      {.answer = [&] { return memoryAnswer(study); },
       .table = [&] { return memoryTable(study); },
       .json = [&] { return memoryJson(study, stamp); },
       .csv =
           [&] {
             return flattenToCsv(memoryJson(study, stamp), "points",
                                 {"scenario_document", "asked", "prices", "choice", "measured", "warnings"});
           },
       .moreTables = [&] { return study.measured ? std::vector<Table>{measuredTable(study)} : std::vector<Table>{}; },
       .explanations = [&] { return explainChoice(viewOf(study)); }},
      format, explain);
}

} // namespace coldframe
