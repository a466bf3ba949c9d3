#include "sim/report/sweep_report.h"

#include "sim/report/comparison_table.h"
#include "sim/report/point_json.h"
#include "sim/report/render.h"
#include "sim/report/study_words.h"
#include "sim/units/format.h"

#include <algorithm>
#include <tuple>

namespace coldframe {

namespace {

std::string lastPart(const std::string& pointer) {
  return pointer.substr(pointer.rfind('/') + 1);
}

// A figure and, for machines, the ends of its interval.
void addFigureColumns(Table& table, const std::string& key, const std::string& title, const std::string& unit) {
  table.columns.push_back({key, title, unit, Align::Right, true});
  table.columns.push_back({key + ".lo", "", unit, Align::Right, false});
  table.columns.push_back({key + ".hi", "", unit, Align::Right, false});
}

void addFigureCells(std::vector<Cell>& row, const Figure& figure, Cell (*shown)(const Figure&)) {
  row.push_back(figure.estimate ? shown(figure) : Cell::none());
  const bool interval = figure.estimate && figure.estimate->hasInterval();
  row.push_back(interval ? Cell::number(figure.estimate->lo, "") : Cell::none());
  row.push_back(interval ? Cell::number(figure.estimate->hi, "") : Cell::none());
}

Cell countCell(const Figure& figure) {
  return Cell::number(figure.estimate->mean, showCount(figure.estimate->mean));
}

struct ShownFigure {
  const char* key;
  const char* title;
  const char* unit;
  Figure PointFigures::*figure;
  Cell (*cell)(const Figure&);
};

constexpr ShownFigure kFigures[] = {
    {"makespan_s", "makespan", "s", &PointFigures::makespanS, durationCell},
    {"speedup", "speedup", "", &PointFigures::speedup, ratioCell},
    {"run_usd", "this run", "USD", &PointFigures::runUsd, moneyCell},
    {"month_usd", "month", "USD", &PointFigures::monthUsd, moneyCell},
    {"response_p95_s", "p95 response", "s", &PointFigures::responseP95S, durationCell},
    {"cold_start_fraction", "cold", "", &PointFigures::coldStartFraction, percentCell},
    {"concurrency_max", "at a time", "", &PointFigures::concurrencyMax, countCell},
    {"utilization", "utilization", "", &PointFigures::utilization, percentCell},
};

Cell settingCell(const Setting& setting) {
  Cell cell = Cell::text(setting.shown);
  if (setting.value.kind() == JsonKind::Integer || setting.value.kind() == JsonKind::Number)
    cell.value = setting.value.asNumber();
  else if (setting.value.isString())
    cell.value = setting.value.asString();
  return cell;
}

// What no row has a value in is only for machines.
void hideEmptyColumns(Table& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (std::all_of(table.rows.begin(), table.rows.end(),
                    [i](const auto& row) { return std::holds_alternative<std::monostate>(row[i].value); }))
      table.columns[i].onScreen = false;
}

std::string bestText(const SweepBest& best) {
  return settingsText(best.point->settings) + " on " + best.figures->platform;
}

std::size_t infeasibleIn(const SweepStudy& study) {
  std::size_t count = 0;
  for (const SweepPoint& point : study.points)
    for (const PointFigures& figures : point.platforms)
      count += figures.feasible ? 0 : 1;
  return count;
}

} // namespace

std::string_view designName(SweepDesign design) {
  return design == SweepDesign::Grid ? "grid" : design == SweepDesign::Random ? "random" : "lhs";
}

Table sweepTable(const SweepStudy& study, const std::string& programVersion) {
  Table table;
  table.name = "points";
  for (const char* key : {"version", "scenario", "scenario_sha256"})
    table.columns.push_back({key, "", "", Align::Left, false});
  for (const char* key : {"seed", "replications"})
    table.columns.push_back({key, "", "", Align::Right, false});
  table.columns.push_back({"point", "point", "", Align::Right, true});
  const std::vector<Setting> none;
  const std::vector<Setting>& settings = study.points.empty() ? none : study.points.front().settings;
  for (const Setting& setting : settings) {
    table.columns.push_back({setting.pointer, lastPart(setting.pointer), "", Align::Right, true});
    table.columns.push_back({setting.pointer + ".base", "", "", Align::Right, false});
  }
  table.columns.push_back({"platform", "platform", "", Align::Left, true});
  table.columns.push_back({"prices", "", "", Align::Left, false});
  table.columns.push_back({"feasible", "feasible", "", Align::Left, true});
  table.columns.push_back({"completion_probability", "", "", Align::Right, false});
  for (const ShownFigure& shown : kFigures)
    addFigureColumns(table, shown.key, shown.title, shown.unit);
  table.columns.push_back({"why", "", "", Align::Left, false});

  for (const SweepPoint& point : study.points) {
    std::vector<Cell> start{Cell::text(programVersion),
                            Cell::text(study.scenarioName),
                            Cell::text(point.scenarioSha256),
                            Cell::whole(static_cast<std::int64_t>(study.seed), std::to_string(study.seed)),
                            Cell::whole(static_cast<std::int64_t>(study.replications), ""),
                            Cell::whole(static_cast<std::int64_t>(point.index), std::to_string(point.index))};
    for (const Setting& setting : point.settings) {
      start.push_back(settingCell(setting));
      start.push_back(setting.base ? Cell::number(*setting.base, "") : Cell::none());
    }
    const auto add = [&](const PointFigures& figures, const std::string& why) {
      std::vector<Cell> row = start;
      row.push_back(Cell::text(figures.platform));
      row.push_back(Cell::text(figures.prices.name));
      row.push_back(Cell::flag(figures.feasible, why.empty() ? (figures.feasible ? "yes" : "no") : why));
      row.push_back(why.empty() ? Cell::number(figures.completionProbability, "") : Cell::none());
      for (const ShownFigure& shown : kFigures)
        addFigureCells(row, figures.*shown.figure, shown.cell);
      row.push_back(Cell::text(why));
      table.addRow(std::move(row));
    };
    if (!point.why.empty())
      add({}, point.why);
    for (const PointFigures& figures : point.platforms)
      add(figures, {});
  }
  hideEmptyColumns(table);
  return table;
}

Answer sweepAnswer(const SweepStudy& study) {
  Answer answer;
  answer.headline = study.scenarioName + " · " + showCounted(study.points.size(), "point") +
                    (study.partial ? " of " + showCount(study.asked) + " (interrupted)" : "") + " · " +
                    conditionsText(study);
  const SweepBest cheapest = cheapestOf(study.points);
  const SweepBest fastest = fastestOf(study.points);
  if (cheapest.figures == nullptr && fastest.figures == nullptr) {
    answer.evidence.push_back("At no point is any platform feasible.");
  } else {
    if (cheapest.figures != nullptr)
      answer.evidence.push_back("Cheapest: " + bestText(cheapest) + ", " + costText(*cheapest.figures) + ", in " +
                                timeText(*cheapest.figures) + ".");
    const SweepBest billed = cheapestOf(study.points, true);
    if (billed.figures != nullptr && billed.figures != cheapest.figures)
      answer.evidence.push_back(
          "Cheapest that " + std::string(study.isJob && !study.month ? "adds to the bill: " : "sends a bill: ") +
          bestText(billed) + ", " + costText(*billed.figures) + ", in " + timeText(*billed.figures) + ".");
    if (fastest.figures != nullptr)
      answer.evidence.push_back("Fastest: " + bestText(fastest) + ", in " + timeText(*fastest.figures) + ", for " +
                                costText(*fastest.figures) + ".");
  }
  if (const std::size_t infeasible = infeasibleIn(study); infeasible > 0)
    answer.evidence.push_back("Infeasible: " + showCounted(infeasible, "row") + "; their costs and times are of what " +
                              "completed.");
  if (study.isJob && !study.month)
    answer.caveats.push_back("costs are those of one run; --month simulates the months too");
  answer.caveats.insert(answer.caveats.end(), study.warnings.begin(), study.warnings.end());
  return answer;
}

JsonNode sweepJson(const SweepStudy& study, const ResultStamp& stamp) {
  JsonNode root = studyRoot("coldframe.sweep/1", study, stamp);
  root.add("design", JsonNode::string(std::string(designName(study.design))));
  root.add("variations", textsJson(study.variations));
  root.add("points_asked", JsonNode::unsignedInteger(study.asked));
  root.add("points_done", JsonNode::unsignedInteger(study.points.size()));
  JsonNode points = JsonNode::array();
  for (const SweepPoint& point : study.points)
    points.append(sweepPointJson(point));
  root.add("points", std::move(points));
  endStudy(root, stamp);
  return root;
}

std::vector<Explanation> explainSweep(const SweepStudy& study) {
  std::vector<Explanation> explanations;
  const auto add = [&](const std::string& name, const std::string& operation, const SweepBest& best) {
    if (best.figures == nullptr)
      return;
    const PointFigures& figures = *best.figures;
    Explanation node{name, bestText(best), operation + " of " + showCounted(study.points.size(), "point"), {}, {}};
    for (const auto& [what, text, figure] : {std::tuple{"time", timeText(figures), &figures.time()},
                                             std::tuple{"cost", costText(figures), &figures.cost()}})
      if (figure->estimate)
        node.children.push_back({what,
                                 text,
                                 "mean over " + showCounted(figure->estimate->n, "replication"),
                                 std::string(what) == "cost" ? figures.prices.name : std::string(),
                                 {}});
    node.children.push_back({"feasible", showPercent(figures.completionProbability), figures.verdict, {}, {}});
    explanations.push_back(std::move(node));
  };
  add("cheapest", "least cost among the feasible", cheapestOf(study.points));
  add("fastest", "least time among the feasible", fastestOf(study.points));
  return explanations;
}

std::string renderSweep(const SweepStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain) {
  return renderResult({.answer = [&] { return sweepAnswer(study); },
                       .table = [&] { return sweepTable(study, stamp.programVersion); },
                       .json = [&] { return sweepJson(study, stamp); },
                       .csv = [&] { return renderCsv(sweepTable(study, stamp.programVersion)); },
                       .explanations = [&] { return explainSweep(study); }},
                      format, explain);
}

} // namespace coldframe
