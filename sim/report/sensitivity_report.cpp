#include "sim/report/sensitivity_report.h"

#include "sim/report/comparison_table.h"
#include "sim/report/json_value.h"
#include "sim/report/point_json.h"
#include "sim/report/render.h"
#include "sim/report/study_words.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>

namespace coldframe {

namespace {

const PointFigures* answerNow(const SensitivityStudy& study) {
  const auto found = std::find_if(study.now.begin(), study.now.end(),
                                  [&](const PointFigures& figures) { return figures.platform == study.answer; });
  return found == study.now.end() ? nullptr : &*found;
}

// "-$1.20 … +$2.40".
Cell swingCell(const Figure& lo, const Figure& hi, bool money) {
  if (!lo.estimate || !hi.estimate)
    return Cell::none();
  const auto shown = [&](double change) {
    const double size = std::fabs(change);
    if (size < 1e-12)
      return std::string("±0");
    return std::string(change < 0 ? "−" : "+") + (money ? showMoney(size) : showDuration(size));
  };
  return Cell::number(std::max(std::fabs(lo.estimate->mean), std::fabs(hi.estimate->mean)),
                      shown(lo.estimate->mean) + " … " + shown(hi.estimate->mean));
}

Cell shareCell(const std::optional<SobolIndex>& index) {
  return index ? Cell::number(index->value, showPercent(std::clamp(index->value, 0.0, 1.0))) : Cell::none();
}

std::string flipText(const Flip& flip) {
  return std::string(flip.upwards ? "above " : "below ") + flip.shown + ": " +
         (flip.to.empty() ? std::string("none is feasible") : flip.to);
}

std::string flipsText(const InputEffect& effect) {
  std::string text;
  for (const Flip& flip : effect.flips)
    text += (text.empty() ? "" : "; ") + flipText(flip);
  return text.empty() ? "–" : text;
}

std::string nameOf(const InputEffect& effect) {
  return effect.pointer;
}

bool moves(const InputEffect& effect) {
  const auto some = [](const Figure& change) { return !change.estimate || std::fabs(change.estimate->mean) > 1e-12; };
  return !effect.flips.empty() || some(effect.costAtLo) || some(effect.costAtHi) || some(effect.timeAtLo) ||
         some(effect.timeAtHi);
}

// How many of the input's own values the flip is away: 1.2 for 20 %.
double nearness(const InputEffect& effect, const Flip& flip) {
  return flip.upwards ? flip.base / effect.base : effect.base / std::max(flip.base, 1e-300);
}

std::string decisionText(const SensitivityStudy& study) {
  return study.decideBy == DecideBy::Cost ? "cheapest a month" : "fastest";
}

// The flip that needs the smallest change.
std::string nearestFlip(const SensitivityStudy& study) {
  const InputEffect* nearest = nullptr;
  const Flip* which = nullptr;
  for (const InputEffect& effect : study.inputs)
    for (const Flip& flip : effect.flips)
      if (which == nullptr || nearness(effect, flip) < nearness(*nearest, *which)) {
        nearest = &effect;
        which = &flip;
      }
  if (which == nullptr)
    return "The answer stays " + study.answer + " for any of these inputs between 1/" + significant(study.reach, 2) +
           " of its value and " + significant(study.reach, 2) + " times it, the others as they are.";
  return "The answer flips to " + (which->to.empty() ? std::string("none") : which->to) + " if " + nameOf(*nearest) +
         (which->upwards ? " exceeds " : " falls below ") + which->shown + " (now " + nearest->shown + ")" +
         (nearness(*nearest, *which) - 1 <= study.range ? ", which is within its ± " + showPercent(study.range)
                                                        : std::string()) +
         ".";
}

std::string otherFlips(const SensitivityStudy& study) {
  std::size_t inputs = 0;
  std::size_t within = 0;
  for (const InputEffect& effect : study.inputs) {
    inputs += effect.flips.empty() ? 0 : 1;
    within += std::any_of(effect.flips.begin(), effect.flips.end(),
                          [&](const Flip& flip) { return nearness(effect, flip) - 1 <= study.range; });
  }
  if (inputs < 2)
    return {};
  return showCount(inputs) + " of " + showCount(study.inputs.size()) + " inputs can turn the answer alone, " +
         showCount(within) + " of them within ± " + showPercent(study.range) + ".";
}

std::string mostVariance(const SensitivityStudy& study) {
  const InputEffect* most = nullptr;
  for (const InputEffect& effect : study.inputs)
    if (effect.costTotal && (most == nullptr || effect.costTotal->value > most->costTotal->value))
      most = &effect;
  if (most == nullptr || !(most->costTotal->value > 0))
    return {};
  return "With all inputs unknown within ± " + showPercent(study.range) + ", " + nameOf(*most) + " takes part in " +
         showPercent(std::clamp(most->costTotal->value, 0.0, 1.0)) + " of the variance of " + study.answer +
         "'s cost (95 %: " + showPercent(std::clamp(most->costTotal->lo, 0.0, 1.0)) + " to " +
         showPercent(std::clamp(most->costTotal->hi, 0.0, 1.0)) + ").";
}

void addIndex(JsonNode& node, const char* key, const std::optional<SobolIndex>& index) {
  if (!index) {
    node.add(key, JsonNode::null());
    return;
  }
  JsonNode each = JsonNode::object();
  each.add("value", jsonNumber(index->value));
  JsonNode interval = JsonNode::array();
  interval.append(jsonNumber(index->lo));
  interval.append(jsonNumber(index->hi));
  each.add("ci95", std::move(interval));
  node.add(key, std::move(each));
}

JsonNode effectJson(const InputEffect& effect) {
  JsonNode node = JsonNode::object();
  JsonNode why = JsonNode::object();
  node.add("pointer", JsonNode::string(effect.pointer));
  for (const auto& [key, base, shown] :
       {std::tuple("now", effect.base, &effect.shown), std::tuple("low", effect.lo, &effect.shownLo),
        std::tuple("high", effect.hi, &effect.shownHi)}) {
    JsonNode value = JsonNode::object();
    value.add("base", jsonNumber(base));
    value.add("shown", JsonNode::string(*shown));
    node.add(key, std::move(value));
  }
  addFigure(node, why, "", "cost_change_at_low_usd", effect.costAtLo);
  addFigure(node, why, "", "cost_change_at_high_usd", effect.costAtHi);
  addFigure(node, why, "", "time_change_at_low_s", effect.timeAtLo);
  addFigure(node, why, "", "time_change_at_high_s", effect.timeAtHi);
  JsonNode flips = JsonNode::array();
  for (const Flip& flip : effect.flips) {
    JsonNode each = JsonNode::object();
    each.add("side", JsonNode::string(flip.upwards ? "above" : "below"));
    each.add("at", jsonNumber(flip.base));
    each.add("shown", JsonNode::string(flip.shown));
    each.add("to", flip.to.empty() ? JsonNode::null() : JsonNode::string(flip.to));
    flips.append(std::move(each));
  }
  node.add("flips", std::move(flips));
  JsonNode indices = JsonNode::object();
  addIndex(indices, "cost_first", effect.costFirst);
  addIndex(indices, "cost_total", effect.costTotal);
  addIndex(indices, "time_first", effect.timeFirst);
  addIndex(indices, "time_total", effect.timeTotal);
  addIndex(indices, "decision_first", effect.decisionFirst);
  addIndex(indices, "decision_total", effect.decisionTotal);
  node.add("sobol", std::move(indices));
  node.add("why", std::move(why));
  return node;
}

} // namespace

Table sensitivityTable(const SensitivityStudy& study, bool all) {
  Table table;
  table.name = "inputs";
  table.columns = {{"pointer", "input", "", Align::Left, true},
                   {"now", "now", "", Align::Right, true},
                   {"range", "range", "", Align::Right, true},
                   {"cost_change_usd", "month's cost", "USD", Align::Right, true},
                   {"time_change_s", study.isJob ? "makespan" : "p95 response", "s", Align::Right, true},
                   {"cost_total", "of cost", "", Align::Right, true},
                   {"time_total", "of time", "", Align::Right, true},
                   {"decision_total", "of decision", "", Align::Right, true},
                   {"flips", "flips", "", Align::Left, true}};
  for (const InputEffect& effect : study.inputs)
    if (all || moves(effect))
      table.addRow({Cell::text(effect.pointer), Cell::number(effect.base, effect.shown),
                    Cell::text(effect.shownLo + " … " + effect.shownHi),
                    swingCell(effect.costAtLo, effect.costAtHi, true),
                    swingCell(effect.timeAtLo, effect.timeAtHi, false), shareCell(effect.costTotal),
                    shareCell(effect.timeTotal), shareCell(effect.decisionTotal), Cell::text(flipsText(effect))});
  return table;
}

Answer sensitivityAnswer(const SensitivityStudy& study) {
  Answer answer;
  answer.headline = study.scenarioName + " · what the answer hangs on, inputs ± " + showPercent(study.range) + " · " +
                    conditionsText(study) + (study.partial ? " (interrupted)" : "");
  const PointFigures* now = answerNow(study);
  if (now == nullptr) {
    answer.evidence.push_back("No platform that sends a bill is feasible: there is no answer to turn.");
    return answer;
  }
  answer.evidence.push_back("The answer is " + study.answer + ", " + decisionText(study) + ": " + costText(*now) +
                            ", in " + timeText(*now) + ".");
  answer.evidence.push_back(nearestFlip(study));
  for (std::string text : {otherFlips(study), mostVariance(study)})
    if (!text.empty())
      answer.evidence.push_back(std::move(text));
  if (study.staysShare)
    answer.evidence.push_back("Over " + showCounted(2 * study.samples, "draw") +
                              " of all inputs at once the answer is " + study.answer + " in " +
                              showPercent(*study.staysShare) + ".");
  const auto still = std::ranges::count_if(study.inputs, [](const InputEffect& effect) { return !moves(effect); });
  if (still > 0)
    answer.evidence.push_back(showCounted(still, "more input moves neither cost nor time, and turns nothing.",
                                          "more inputs move neither cost nor time, and turn nothing."));
  if (study.samples == 0 && !study.partial)
    answer.caveats.push_back(std::string("one input at a time: what they do together was not looked at") +
                             (study.provisional ? "; --effort normal does" : ""));
  if (study.partial)
    answer.caveats.push_back("interrupted: not every look was finished");
  answer.caveats.insert(answer.caveats.end(), study.warnings.begin(), study.warnings.end());
  return answer;
}

Explanation explainSensitivity(const SensitivityStudy& study) {
  Explanation root{"sensitivity of " + study.answer, "", "each input moved alone, the others as they are", "", {}};
  for (const InputEffect& effect : study.inputs) {
    Explanation node{
        effect.pointer, effect.shown, "cost at the end of the range − cost now, paired by replication", "", {}};
    for (const bool upper : {false, true}) {
      const Figure& cost = upper ? effect.costAtHi : effect.costAtLo;
      node.children.push_back({"at " + (upper ? effect.shownHi : effect.shownLo),
                               cost.estimate ? significant(cost.estimate->mean, 4) + " USD" : cost.why,
                               "",
                               "",
                               {}});
    }
    root.children.push_back(std::move(node));
  }
  return root;
}

JsonNode sensitivityJson(const SensitivityStudy& study, const ResultStamp& stamp) {
  JsonNode root = studyRoot("coldframe.sensitivity/1", study, stamp);
  root.add("decided_by", JsonNode::string(study.decideBy == DecideBy::Cost ? "cost" : "time"));
  root.add("range", jsonNumber(study.range));
  root.add("reach", jsonNumber(study.reach));
  root.add("samples", JsonNode::unsignedInteger(study.samples));
  root.add("answer", study.answer.empty() ? JsonNode::null() : JsonNode::string(study.answer));
  root.add("answer_stays_share", study.staysShare ? jsonNumber(*study.staysShare) : JsonNode::null());
  JsonNode now = JsonNode::array();
  for (const PointFigures& figures : study.now) {
    JsonNode each = JsonNode::object();
    addPointFigures(each, figures);
    now.append(std::move(each));
  }
  root.add("now", std::move(now));
  JsonNode inputs = JsonNode::array();
  for (const InputEffect& effect : study.inputs)
    inputs.append(effectJson(effect));
  root.add("inputs", std::move(inputs));
  endStudy(root, stamp);
  return root;
}

std::string renderSensitivity(const SensitivityStudy& study, OutputFormat format, const ResultStamp& stamp,
                              bool explain) {
  return renderResult({.answer = [&] { return sensitivityAnswer(study); },
                       .table = [&] { return sensitivityTable(study, false); },
                       .json = [&] { return sensitivityJson(study, stamp); },
                       .csv = [&] { return renderCsv(sensitivityTable(study)); },
                       .explanations = [&] { return std::vector{explainSensitivity(study)}; }},
                      format, explain);
}

} // namespace coldframe
