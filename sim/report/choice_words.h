// What a choice among sizes comes to, in sentences, as JSON and as a tree of where it comes from. The same for batch
// and memory sizes and whatever else is chosen by time and cost.
#pragma once

#include "sim/json/node.h"
#include "sim/report/explanation.h"
#include "sim/study/size_study.h"
#include "sim/units/time.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace coldframe {

// What the words need of the candidates, by index.
struct ChoiceView {
  const Choice& choice;
  std::function<std::string(std::size_t)> label; // "batch 40", "1,536 MB"
  std::function<const PointFigures&(std::size_t)> figures;
  double within = 0.1;
  std::optional<Duration> deadline;
  bool partial = false;   // not all candidates were looked at
  std::size_t looked = 0; // so many were
};

// Of a study of sizes (size_study.h); `label` says what stands for a point.
template <class Study, class Label>
ChoiceView choiceView(const Study& study, const Label& label) {
  return {study.choice,
          [&study, label](std::size_t i) { return label(study.points[i]); },
          [&study](std::size_t i) -> const PointFigures& { return study.points[i].figures; },
          study.within,
          study.deadline,
          study.partial,
          study.points.size()};
}

// "scrape-pages on lambda · 10,840 items · seed 7 · …"; `what` stands behind the platform.
std::string sizesHeadline(const SizeStudy& study, const std::string& what = {});
// In front of a size's verdict where it is the one to take.
std::string sizeVerdict(const SizePoint& point, bool recommended);
// What the JSON of a size ends with: whether in time, why it is none, and its figures.
void addSizePoint(JsonNode& node, const SizePoint& point, bool hasDeadline);

// Recommended, fastest, cheapest; or that nothing is feasible, or nothing in time.
std::vector<std::string> choiceSentences(const ChoiceView& view);
// {"recommended": value or null, "fastest": …, "cheapest": …, "cheapest_near_fastest": …, "cheapest_in_time": …,
//  "pareto": […]}; `value` says what stands for a candidate.
JsonNode choiceJson(const ChoiceView& view, const std::function<JsonNode(std::size_t)>& value);
std::vector<Explanation> explainChoice(const ChoiceView& view);

} // namespace coldframe
