#include "sim/report/predict_report.h"

#include "sim/report/json_value.h"
#include "sim/report/render.h"
#include "sim/report/study_words.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

std::string shown(const PredictedMeasure& measure, double value) {
  if (measure.unit == "s")
    return showDuration(value);
  if (measure.unit == "USD")
    return showMoney(value);
  return significant(value, 4);
}

const PredictedMeasure* find(const Prediction& prediction, const char* name) {
  for (const PredictedMeasure& measure : prediction.measures)
    if (measure.name == name)
      return &measure;
  return nullptr;
}

std::string sentence(const PredictedMeasure& measure) {
  return measure.name + " " + shown(measure, measure.predicted) + " [" + shown(measure, measure.lo) + ", " +
         shown(measure, measure.hi) + "] predicted, " + shown(measure, measure.observed) + " seen (" +
         showChange(measure.error) + (measure.inside ? ", inside" : ", outside") + ")";
}

JsonNode curveJson(const std::vector<double>& curve) {
  JsonNode list = JsonNode::array();
  for (const double value : curve)
    list.append(jsonNumber(value));
  return list;
}

} // namespace

Table predictionTable(const Prediction& prediction) {
  Table table;
  table.name = "measures";
  table.columns = {{"measure", "what", "", Align::Left, true},     {"unit", "unit", "", Align::Left, false},
                   {"observed", "seen", "", Align::Right, true},   {"predicted", "predicted", "", Align::Right, true},
                   {"lo", "95 % from", "", Align::Right, true},    {"hi", "to", "", Align::Right, true},
                   {"error", "error", "", Align::Right, true},     {"inside", "inside", "", Align::Left, true},
                   {"calls", "calls seen", "", Align::Right, true}};
  for (const PredictedMeasure& measure : prediction.measures) {
    const auto number = [&](double value) { return Cell::number(value, shown(measure, value)); };
    table.addRow({Cell::text(measure.name), Cell::text(measure.unit), number(measure.observed),
                  number(measure.predicted), number(measure.lo), number(measure.hi),
                  Cell::number(measure.error, showChange(measure.error)),
                  Cell::flag(measure.inside, measure.inside ? "yes" : "no"),
                  Cell::whole(static_cast<std::int64_t>(measure.observedCalls), showCount(measure.observedCalls))});
  }
  return table;
}

Answer predictionAnswer(const Prediction& prediction) {
  Answer answer;
  answer.headline = prediction.scenarioName + " on " + prediction.platform + " beside " + prediction.observedRun +
                    " · " + conditionsText(prediction, prediction.replicationsDone);
  for (const char* name : {"makespan", "cost of the calls"})
    if (const PredictedMeasure* measure = find(prediction, name)) {
      std::string text = sentence(*measure) + ".";
      text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
      answer.evidence.push_back(std::move(text));
    }
  const auto inside = std::count_if(prediction.measures.begin(), prediction.measures.end(),
                                    [](const PredictedMeasure& measure) { return measure.inside; });
  answer.evidence.push_back(std::to_string(inside) + " of " + std::to_string(prediction.measures.size()) +
                            " measures lie inside their 95 % prediction intervals; the curves of calls running differ "
                            "by at most " +
                            showPercent(prediction.curveDistance) + " of the most that ran.");
  if (!prediction.onlyObserved.empty()) {
    std::string names;
    for (const std::string& name : prediction.onlyObserved)
      names += (names.empty() ? "" : ", ") + name;
    answer.evidence.push_back("Not predicted by this scenario: " + names + ".");
  }
  answer.caveats = prediction.warnings;
  return answer;
}

namespace {

JsonNode predictionJson(const Prediction& prediction, const ResultStamp& stamp) {
  JsonNode root = studyRoot("coldframe.prediction/1", prediction, stamp);
  root.add("replications_done", JsonNode::unsignedInteger(prediction.replicationsDone));
  root.add("platform", JsonNode::string(prediction.platform));
  root.add("observed", JsonNode::string(prediction.observedRun));
  JsonNode measures = JsonNode::array();
  for (const PredictedMeasure& measure : prediction.measures) {
    JsonNode node = JsonNode::object();
    node.add("name", JsonNode::string(measure.name));
    node.add("unit", JsonNode::string(measure.unit));
    node.add("observed", jsonNumber(measure.observed));
    node.add("observed_calls", JsonNode::unsignedInteger(measure.observedCalls));
    node.add("predicted", jsonNumber(measure.predicted));
    JsonNode interval = JsonNode::array();
    interval.append(jsonNumber(measure.lo));
    interval.append(jsonNumber(measure.hi));
    node.add("pi95", std::move(interval));
    node.add("error", jsonNumber(measure.error));
    node.add("inside", JsonNode::boolean(measure.inside));
    measures.append(std::move(node));
  }
  root.add("measures", std::move(measures));
  JsonNode only = JsonNode::array();
  for (const std::string& name : prediction.onlyObserved)
    only.append(JsonNode::string(name));
  root.add("only_observed", std::move(only));
  JsonNode curve = JsonNode::object();
  curve.add("span_s", jsonNumber(prediction.span));
  curve.add("observed", curveJson(prediction.observedCurve));
  curve.add("predicted", curveJson(prediction.predictedCurve));
  curve.add("distance", jsonNumber(prediction.curveDistance));
  root.add("running", std::move(curve));
  endStudy(root, stamp);
  return root;
}

} // namespace

std::string renderPrediction(const Prediction& prediction, OutputFormat format, const ResultStamp& stamp) {
  return renderResult({.answer = [&] { return predictionAnswer(prediction); },
                       .table = [&] { return predictionTable(prediction); },
                       .json = [&] { return predictionJson(prediction, stamp); },
                       .csv = [&] { return renderCsv(predictionTable(prediction)); }},
                      format);
}

} // namespace coldframe
