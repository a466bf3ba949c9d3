#include "sim/report/choice_words.h"

#include "sim/report/json_value.h"
#include "sim/report/point_json.h"
#include "sim/report/study_words.h"
#include "sim/units/format.h"

namespace coldframe {

namespace {

constexpr double kHardly = 0.01; // cheaper: nobody waits longer to save that

std::string at(const ChoiceView& view, std::size_t index) {
  const PointFigures& figures = view.figures(index);
  return view.label(index) + ", " + timeText(figures) + " for " + costText(figures);
}

std::string why(const ChoiceView& view) {
  if (view.deadline)
    return "the cheapest that is done within " + showDuration(view.deadline->inSeconds());
  return "the cheapest at most " + showPercent(view.within) + " slower than the fastest";
}

} // namespace

std::string sizesHeadline(const SizeStudy& study, const std::string& what) {
  return study.scenarioName + " on " + study.platform + (what.empty() ? "" : " · " + what) + " · " +
         conditionsText(study) + (study.partial ? " · interrupted" : "");
}

std::string sizeVerdict(const SizePoint& point, bool recommended) {
  return (recommended ? "recommended: " : "") + (point.why.empty() ? point.figures.verdict : point.why);
}

void addSizePoint(JsonNode& node, const SizePoint& point, bool hasDeadline) {
  node.add("in_time", hasDeadline ? jsonNumber(point.inTime) : JsonNode::null());
  node.add("invalid", point.why.empty() ? JsonNode::null() : JsonNode::string(point.why));
  addPointFigures(node, point.figures);
}

std::vector<std::string> choiceSentences(const ChoiceView& view) {
  std::vector<std::string> sentences;
  const Choice& choice = view.choice;
  if (!choice.fastest) {
    sentences.push_back(!view.partial      ? "None of these is feasible."
                        : view.looked == 0 ? "Interrupted before the first size was simulated."
                                           : "Interrupted: none of those simulated until then is feasible.");
    return sentences;
  }
  if (choice.recommended)
    sentences.push_back("Recommended: " + at(view, *choice.recommended) + ": " + why(view) + ".");
  else
    sentences.push_back("None is done within " + showDuration(view.deadline->inSeconds()) + " in 95 of 100 runs.");
  sentences.push_back("Fastest: " + at(view, *choice.fastest) + ".");
  const auto costAt = [&](std::size_t index) { return view.figures(index).cost().estimate->mean; };
  const bool hardly = choice.recommended && choice.recommended != choice.cheapest &&
                      costAt(*choice.recommended) <= costAt(*choice.cheapest) * (1 + kHardly);
  sentences.push_back("Cheapest: " + at(view, *choice.cheapest) +
                      (hardly ? ", by less than " + showPercent(kHardly) : std::string()) + ".");
  return sentences;
}

JsonNode choiceJson(const ChoiceView& view, const std::function<JsonNode(std::size_t)>& value) {
  const Choice& choice = view.choice;
  JsonNode node = JsonNode::object();
  const auto add = [&](const char* key, const std::optional<std::size_t>& index) {
    node.add(key, index ? value(*index) : JsonNode::null());
  };
  add("recommended", choice.recommended);
  add("fastest", choice.fastest);
  add("cheapest", choice.cheapest);
  add("cheapest_near_fastest", choice.cheapestNearFastest);
  add("cheapest_in_time", choice.cheapestInTime);
  node.add("within", JsonNode::number(view.within));
  node.add("deadline", view.deadline ? JsonNode::string(writeDuration(*view.deadline)) : JsonNode::null());
  JsonNode pareto = JsonNode::array();
  for (const std::size_t index : choice.pareto)
    pareto.append(value(index));
  node.add("pareto", std::move(pareto));
  return node;
}

std::vector<Explanation> explainChoice(const ChoiceView& view) {
  const Choice& choice = view.choice;
  if (!choice.recommended)
    return {};
  const auto child = [&](const std::string& name, std::size_t index, const std::string& operation) {
    const PointFigures& figures = view.figures(index);
    Explanation node{name, view.label(index), operation, figures.prices.name, {}};
    const Figure& time = figures.time();
    node.children.push_back({figures.makespanS.estimate ? "makespan" : "p95 response",
                             timeText(figures),
                             "mean over " + showCounted(time.estimate->n, "replication"),
                             {},
                             {}});
    node.children.push_back({figures.monthUsd.estimate ? "month" : "this run",
                             costText(figures),
                             figures.monthUsd.estimate ? "mean of bills" : "priced usage of the run, mean",
                             figures.prices.name,
                             {}});
    node.children.push_back({"feasible", showPercent(figures.completionProbability), figures.verdict, {}, {}});
    return node;
  };
  Explanation root{"recommended", view.label(*choice.recommended), why(view), {}, {}};
  root.children.push_back(child("it", *choice.recommended, "of the candidates"));
  root.children.push_back(child("fastest", *choice.fastest, "least time of the feasible"));
  root.children.push_back(child("cheapest", *choice.cheapest, "least cost of the feasible"));
  Explanation front{"neither faster nor cheaper is possible at",
                    showCounted(choice.pareto.size(), "candidate"),
                    "those that no other is both faster and cheaper than",
                    {},
                    {}};
  for (const std::size_t index : choice.pareto)
    front.children.push_back({view.label(index), timeText(view.figures(index)), costText(view.figures(index)), {}, {}});
  root.children.push_back(std::move(front));
  return {std::move(root)};
}

} // namespace coldframe
