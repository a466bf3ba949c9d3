// What a choice among sizes comes to, in sentences, as JSON and as a tree of where it comes from. The same for batch
// and memory sizes and whatever else is chosen by time and cost.
#pragma once

#include "sim/json/node.h"
#include "sim/report/explanation.h"
#include "sim/study/choice.h"
#include "sim/study/point_figures.h"
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
};

// Recommended, fastest, cheapest; or that nothing is feasible, or nothing in time.
std::vector<std::string> choiceSentences(const ChoiceView& view);
// {"recommended": value or null, "fastest": …, "cheapest": …, "cheapest_near_fastest": …, "cheapest_in_time": …,
//  "pareto": […]}; `value` says what stands for a candidate.
JsonNode choiceJson(const ChoiceView& view, const std::function<JsonNode(std::size_t)>& value);
std::vector<Explanation> explainChoice(const ChoiceView& view);

} // namespace coldframe
