#include "sim/report/breakeven_report.h"

#include "sim/report/comparison_table.h"
#include "sim/report/json_value.h"
#include "sim/report/point_json.h"
#include "sim/report/render.h"
#include "sim/report/study_words.h"
#include "sim/units/format.h"

#include <algorithm>

namespace coldframe {

namespace {

const PointFigures* figuresFor(const BreakevenPoint& point, const std::string& id) {
  const auto found = std::find_if(point.platforms.begin(), point.platforms.end(),
                                  [&](const PointFigures& figures) { return figures.platform == id; });
  return found == point.platforms.end() ? nullptr : &*found;
}

const Figure& timeOf(const PointFigures& figures, bool isJob) {
  return isJob ? figures.makespanS : figures.responseP95S;
}

Cell costCell(const PointFigures* figures) {
  if (figures == nullptr)
    return Cell::none();
  Cell cell = moneyCell(figures->monthUsd);
  if (!figures->feasible)
    cell.shown += " (infeasible)";
  return cell;
}

std::string withMachines(const PointFigures& figures) {
  return figures.platform + (figures.machines > 1 ? " (" + showCount(figures.machines) + " machines)" : std::string());
}

std::string bandText(const Crossing& crossing) {
  if (crossing.lo && crossing.hi && crossing.shownLo != crossing.shownHi)
    return " (95 %: " + crossing.shownLo + " to " + crossing.shownHi + ")";
  if (!crossing.lo || !crossing.hi)
    return std::string(" (the 95 % interval is open ") +
           (!crossing.lo && !crossing.hi ? "at both ends"
            : !crossing.lo               ? "downwards"
                                         : "upwards") +
           " within the range looked at)";
  return {};
}

// "p95 response 105 ms, 23 % utilized".
std::string stateThere(const PointFigures& figures, bool isJob) {
  std::string text = withMachines(figures) + ": ";
  const Figure& time = timeOf(figures, isJob);
  text += time.estimate ? std::string(isJob ? "makespan " : "p95 response ") + showDuration(time.estimate->mean)
                        : std::string("nothing completed");
  if (figures.monthUtilization.estimate)
    text += ", " + showPercent(figures.monthUtilization.estimate->mean) + " utilized";
  if (figures.coldStartFraction.estimate && figures.coldStartFraction.estimate->mean > 0)
    text += ", " + showPercent(figures.coldStartFraction.estimate->mean) + " cold";
  return text;
}

std::string crossingSentence(const Crossing& crossing, bool isJob) {
  std::string text =
      crossing.below + " is cheaper below " + crossing.shown + bandText(crossing) + ", " + crossing.above + " above";
  if (crossing.step)
    text += "; there a fleet of another size steps across, no slope";
  return text + ". There: " + stateThere(crossing.belowThere, isJob) + "; " + stateThere(crossing.aboveThere, isJob) +
         ".";
}

// Where neither is cheaper first and dearer then: what the curve says at its ends.
std::string noCrossing(const BreakevenStudy& study) {
  const BreakevenPoint* first = nullptr;
  const BreakevenPoint* last = nullptr;
  for (const BreakevenPoint& point : study.points) {
    const PointFigures* a = figuresFor(point, study.a);
    const PointFigures* b = figuresFor(point, study.b);
    if (a == nullptr || b == nullptr || !a->feasible || !b->feasible || !point.bMinusA.bMinusA.estimate)
      continue;
    if (first == nullptr)
      first = &point;
    last = &point;
  }
  if (first == nullptr)
    return "At no value looked at are both " + study.a + " and " + study.b + " feasible.";
  const double atFirst = first->bMinusA.bMinusA.estimate->mean;
  const double atLast = last->bMinusA.bMinusA.estimate->mean;
  if (atFirst == 0 && atLast == 0)
    return study.a + " and " + study.b + " cost the same from " + first->shown + " to " + last->shown + ".";
  const std::string& cheaper = atLast > 0 || (atLast == 0 && atFirst > 0) ? study.a : study.b;
  return cheaper + " is cheaper all the way from " + first->shown + " (by " + showMoney(std::max(atFirst, -atFirst)) +
         ") to " + last->shown + " (by " + showMoney(std::max(atLast, -atLast)) + ").";
}

std::string envelopeSentence(const BreakevenStudy& study) {
  if (study.envelope.empty()) {
    for (const BreakevenPoint& point : study.points)
      if (!point.cheapest.empty())
        return "Of all that send a bill, " + point.cheapest + " is the cheapest at every value.";
    return "At no value is a platform that sends a bill feasible.";
  }
  std::string text = "Cheapest of all that send a bill: ";
  for (const Crossing& crossing : study.envelope)
    text += crossing.below + " up to " + crossing.shown +
            (crossing.kind == CrossingKind::Capacity ? ", beyond which it is not feasible, then " : ", then ");
  return text + study.envelope.back().above + ".";
}

// A platform that is cheaper and makes its callers wait ten times as long is a different offer.
constexpr double kQueues = 3;
std::string queueWarning(const Crossing& crossing, bool isJob) {
  const Figure& below = timeOf(crossing.belowThere, isJob);
  const Figure& above = timeOf(crossing.aboveThere, isJob);
  if (!below.estimate || !above.estimate || !(below.estimate->mean > 0) || !(above.estimate->mean > 0))
    return {};
  const bool belowSlower = below.estimate->mean > above.estimate->mean;
  const double ratio =
      belowSlower ? below.estimate->mean / above.estimate->mean : above.estimate->mean / below.estimate->mean;
  if (ratio < kQueues)
    return {};
  return "At " + crossing.shown + " both cost the same, but " + (belowSlower ? crossing.below : crossing.above) +
         " takes " + showRatio(ratio) + " as long" + (isJob ? "" : " to answer (p95)");
}

JsonNode crossingsJson(const std::vector<Crossing>& crossings) {
  JsonNode list = JsonNode::array();
  for (const Crossing& crossing : crossings) {
    JsonNode node = JsonNode::object();
    node.add("kind", JsonNode::string(crossing.kind == CrossingKind::Cost ? "cost" : "capacity"));
    node.add("cheaper_below", JsonNode::string(crossing.below));
    node.add("cheaper_above", JsonNode::string(crossing.above));
    node.add("at", jsonNumber(crossing.base));
    JsonNode interval = JsonNode::array();
    interval.append(crossing.lo ? jsonNumber(*crossing.lo) : JsonNode::null());
    interval.append(crossing.hi ? jsonNumber(*crossing.hi) : JsonNode::null());
    node.add("ci95", std::move(interval));
    node.add("shown", JsonNode::string(crossing.shown));
    node.add("step", JsonNode::boolean(crossing.step));
    for (const bool below : {true, false}) {
      const PointFigures& figures = below ? crossing.belowThere : crossing.aboveThere;
      JsonNode side = JsonNode::object();
      side.add("machines", figures.machines > 0 ? JsonNode::integer(figures.machines) : JsonNode::null());
      addPointFigures(side, figures);
      node.add(below ? "below" : "above", std::move(side));
    }
    list.append(std::move(node));
  }
  return list;
}

JsonNode pointJson(const BreakevenPoint& point) {
  JsonNode node = JsonNode::object();
  JsonNode why = JsonNode::object();
  node.add("at", jsonNumber(point.base));
  node.add("shown", JsonNode::string(point.shown));
  addFigure(node, why, "", "b_minus_a_usd", point.bMinusA.bMinusA);
  node.add("share_a_cheaper", jsonNumber(point.bMinusA.shareALess));
  node.add("cheapest", point.cheapest.empty() ? JsonNode::null() : JsonNode::string(point.cheapest));
  JsonNode platforms = JsonNode::array();
  for (const PointFigures& figures : point.platforms) {
    JsonNode each = JsonNode::object();
    each.add("machines", figures.machines > 0 ? JsonNode::integer(figures.machines) : JsonNode::null());
    addPointFigures(each, figures);
    platforms.append(std::move(each));
  }
  node.add("platforms", std::move(platforms));
  if (!point.why.empty())
    why.add("point", JsonNode::string(point.why));
  node.add("why", std::move(why));
  return node;
}

} // namespace

Table breakevenTable(const BreakevenStudy& study, bool all) {
  Table table;
  table.name = "points";
  const std::string time = study.isJob ? "makespan" : "p95";
  table.columns = {{"at", study.title, "", Align::Right, true},
                   {"a_month_usd", study.a, "USD", Align::Right, true},
                   {"b_month_usd", study.b, "USD", Align::Right, true},
                   {"b_minus_a_usd", study.b + " − " + study.a, "USD", Align::Right, true},
                   {"a_time_s", study.a + " " + time, "s", Align::Right, true},
                   {"b_time_s", study.b + " " + time, "s", Align::Right, true},
                   {"a_utilization", study.a + " utilized", "", Align::Right, false},
                   {"b_utilization", study.b + " utilized", "", Align::Right, true},
                   {"cheapest", "cheapest", "", Align::Left, true}};
  for (const BreakevenPoint& point : study.points) {
    if (!all && &point != &study.points.front() && point.shown == (&point - 1)->shown)
      continue;
    const PointFigures* a = figuresFor(point, study.a);
    const PointFigures* b = figuresFor(point, study.b);
    const auto timeCell = [&](const PointFigures* figures) {
      return figures == nullptr ? Cell::none() : durationCell(timeOf(*figures, study.isJob));
    };
    const auto busyCell = [](const PointFigures* figures) {
      return figures == nullptr ? Cell::none() : percentCell(figures->monthUtilization);
    };
    table.addRow({Cell::number(point.base, point.shown), costCell(a), costCell(b), moneyCell(point.bMinusA.bMinusA),
                  timeCell(a), timeCell(b), busyCell(a), busyCell(b),
                  Cell::text(point.why.empty() ? point.cheapest : point.why)});
  }
  return table;
}

Answer breakevenAnswer(const BreakevenStudy& study) {
  Answer answer;
  answer.headline = study.scenarioName + " · " + study.a + " or " + study.b + " over " + study.over + " from " +
                    study.shownFrom + " to " + study.shownTo + " · " + conditionsText(study) +
                    (study.partial ? " (interrupted)" : "");
  for (const Crossing& crossing : study.crossings)
    answer.evidence.push_back(crossingSentence(crossing, study.isJob));
  if (study.crossings.empty())
    answer.evidence.push_back(noCrossing(study));
  answer.evidence.push_back(envelopeSentence(study));
  for (const Crossing& crossing : study.crossings)
    if (std::string warning = queueWarning(crossing, study.isJob); !warning.empty())
      answer.caveats.push_back(std::move(warning));
  if (study.partial)
    answer.caveats.push_back("interrupted: crossings were not looked for, or not narrowed down");
  answer.caveats.insert(answer.caveats.end(), study.warnings.begin(), study.warnings.end());
  return answer;
}

Explanation explainBreakeven(const BreakevenStudy& study) {
  Explanation root{"break-even of " + study.a + " and " + study.b, "", "sign changes of the mean difference", "", {}};
  for (const Crossing& crossing : study.crossings) {
    Explanation node{crossing.shown,
                     "",
                     "where the month's cost of " + crossing.above + " − " + crossing.below +
                         " is zero; paired by replication",
                     "",
                     {}};
    for (const PointFigures* figures : {&crossing.belowThere, &crossing.aboveThere})
      node.children.push_back({"month of " + figures->platform + " beside it",
                               figures->monthUsd.estimate ? showMoney(figures->monthUsd.estimate->mean) : "–",
                               "mean of the bills of the replications",
                               figures->prices.name,
                               {}});
    root.children.push_back(std::move(node));
  }
  return root;
}

JsonNode breakevenJson(const BreakevenStudy& study, const ResultStamp& stamp) {
  JsonNode root = studyRoot("coldframe.breakeven/1", study, stamp);
  root.add("a", JsonNode::string(study.a));
  root.add("b", JsonNode::string(study.b));
  root.add("over", JsonNode::string(study.over));
  root.add("fields", textsJson(study.fields));
  root.add("present", study.present ? jsonNumber(*study.present) : JsonNode::null());
  root.add("crossings", crossingsJson(study.crossings));
  root.add("envelope", crossingsJson(study.envelope));
  JsonNode points = JsonNode::array();
  for (const BreakevenPoint& point : study.points)
    points.append(pointJson(point));
  root.add("points", std::move(points));
  endStudy(root, stamp);
  return root;
}

std::string renderBreakeven(const BreakevenStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain) {
  return renderResult({.answer = [&] { return breakevenAnswer(study); },
                       .table = [&] { return breakevenTable(study, false); },
                       .json = [&] { return breakevenJson(study, stamp); },
                       .csv = [&] { return renderCsv(breakevenTable(study, true)); },
                       .explanations = [&] { return std::vector{explainBreakeven(study)}; }},
                      format, explain);
}

} // namespace coldframe
