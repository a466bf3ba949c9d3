#include "sim/report/scale_report.h"

#include "sim/report/comparison_table.h"
#include "sim/report/csv_flatten.h"
#include "sim/report/json_value.h"
#include "sim/report/render.h"
#include "sim/report/study_words.h"
#include "sim/units/format.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace coldframe {

namespace {

const ScalePoint* fastest(const ScaleStudy& study) {
  const ScalePoint* best = nullptr;
  for (const ScalePoint& point : study.points)
    if (point.makespanS.estimate &&
        (best == nullptr || point.makespanS.estimate->mean < best->makespanS.estimate->mean))
      best = &point;
  return best;
}

// The fewest workers from which on overhead takes more than half of the makespan at every point.
const ScalePoint* overheadDominatesFrom(const ScaleStudy& study) {
  std::vector<const ScalePoint*> points;
  for (const ScalePoint& point : study.points)
    if (point.overheadShare.estimate)
      points.push_back(&point);
  std::sort(points.begin(), points.end(),
            [](const ScalePoint* a, const ScalePoint* b) { return a->workers > b->workers; });
  const ScalePoint* from = nullptr;
  for (const ScalePoint* point : points) {
    if (!(point->overheadShare.estimate->mean > 0.5))
      break;
    from = point;
  }
  return from;
}

std::string shareWithInterval(const Figure& share) {
  const Estimate& e = *share.estimate;
  const double value = std::max(0.0, e.mean);
  return showPercent(value) + (e.hasInterval() && e.halfWidth() >= 0.05 * value && e.halfWidth() > 1e-4
                                   ? " ± " + showPercent(e.halfWidth())
                                   : std::string());
}

// What to say where no law describes the speedups: a ceiling read off such a law would be an invention.
std::string noLawSentence(const ScaleStudy& study) {
  const ScaleLaw* closest = nullptr;
  for (const ScaleLaw& law : study.laws)
    if (law.relative.estimate && (closest == nullptr || law.relative.estimate->mean < closest->relative.estimate->mean))
      closest = &law;
  if (closest == nullptr)
    return {};
  return "No law of speedup describes this: the closest is off by " + showPercent(closest->relative.estimate->mean) +
         " of the largest speedup, so no ceiling can be named.";
}

// "By Amdahl's law 3.1 % of the work is serial: never more than 32×. …"; only of laws that fit well.
std::string lawSentence(const ScaleStudy& study) {
  if (std::none_of(study.laws.begin(), study.laws.end(), [](const ScaleLaw& law) { return law.fitsWell(); }))
    return noLawSentence(study);
  std::string text;
  for (const ScaleLaw& law : study.laws) {
    if (!law.fitsWell() || !law.serial.estimate || !law.rms.estimate)
      continue;
    if (!text.empty())
      text += " ";
    const double serial = law.serial.estimate->mean;
    const std::string off = " (off by " + significant(law.rms.estimate->mean, 2) + ")";
    if (law.law == SpeedupLaw::Amdahl)
      text += "By Amdahl's law" + off + " " + shareWithInterval(law.serial) + " of the work is serial" +
              (serial > 1e-6 ? ": never more than " + showRatio(1 / serial) + " one worker" : std::string()) + ".";
    if (law.law == SpeedupLaw::Gustafson)
      text += "By Gustafson's" + off + " " + shareWithInterval(law.serial) + " of the time with any number of them.";
    if (law.law == SpeedupLaw::UniversalScalability && law.coherence.estimate) {
      const double coherence = law.coherence.estimate->mean;
      text += "By Universal Scalability" + off + " ";
      text += coherence > 1e-9 && serial < 1
                  ? "more than " + showCount(std::floor(std::sqrt((1 - serial) / coherence))) + " workers slow it down."
                  : std::string("no number of workers slows it down.");
    }
  }
  return text;
}

// A speedup above the straight line is no mistake, but it says more of the single worker than of the others.
std::string superlinearSentence(const ScaleStudy& study) {
  constexpr double kClearly = 1.05;
  const auto most = std::ranges::max_element(study.points, {}, [](const ScalePoint& point) {
    return point.efficiency.estimate ? point.efficiency.estimate->mean : 0;
  });
  if (most == study.points.end() || !most->efficiency.estimate || most->efficiency.estimate->mean <= kClearly)
    return {};
  return "Efficiencies above 100 % (" + showPercent(most->efficiency.estimate->mean) + " with " +
         showCounted(most->workers, "worker") +
         ") are because one worker alone loses more than its share to waiting: calls that "
         "find no place are tried again later and later.";
}

// "1, 2 and 5".
std::string listed(const std::vector<std::int64_t>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    text += (i == 0 ? "" : i + 1 == numbers.size() ? " and " : ", ") + showCount(numbers[i]);
  return text;
}

// "With 1, 2 and 5 workers not every call completes: …".
std::string lostSentence(const ScaleStudy& study) {
  std::vector<std::int64_t> lost;
  const ScalePoint* last = nullptr;
  for (const ScalePoint& point : study.points)
    if (!point.feasible) {
      lost.push_back(point.workers);
      last = last == nullptr || (!point.makespanS.estimate && point.workers > last->workers) ? &point : last;
    }
  if (lost.empty() || lost.size() == study.points.size())
    return {};
  return "With " + listed(lost) + (lost == std::vector<std::int64_t>{1} ? " worker" : " workers") +
         " not every call completes" +
         (last->makespanS.estimate || last->makespanS.why == kNeverComplete ? "" : ": " + last->makespanS.why) + ".";
}

// Where tasks do not go round: "The job's 8 tasks cannot be split: with 3 workers the last round is not full, 5 and 7
// workers need as many rounds as 4." Only where a twentieth of the workers' time is lost, or more.
std::string roundsSentence(const ScaleStudy& study) {
  constexpr double kWorthAWord = 1.05;
  std::vector<std::int64_t> uneven;
  std::map<std::int64_t, std::vector<std::int64_t>> asQuick; // by the fewest workers that need as many rounds
  for (const ScalePoint& point : study.points) {
    const std::int64_t rounds = (study.tasks + point.workers - 1) / point.workers;
    const std::int64_t enough = (study.tasks + rounds - 1) / rounds;
    if (static_cast<double>(point.workers) > kWorthAWord * static_cast<double>(enough))
      asQuick[enough].push_back(point.workers);
    else if (static_cast<double>(rounds * point.workers) > kWorthAWord * static_cast<double>(study.tasks))
      uneven.push_back(point.workers);
  }
  std::vector<std::string> parts;
  if (!uneven.empty())
    parts.push_back("with " + listed(uneven) + " workers the last round is not full");
  for (const auto& [enough, workers] : asQuick)
    parts.push_back(listed(workers) + " workers need as many rounds as " + showCount(enough));
  if (parts.empty())
    return {};
  std::string text = "The job's " + showCounted(study.tasks, "task") + " cannot be split: ";
  for (const std::string& part : parts)
    text += (&part == &parts.front() ? "" : ", ") + part;
  return text + ".";
}

JsonNode lawsJson(const ScaleStudy& study) {
  JsonNode list = JsonNode::array();
  for (const ScaleLaw& law : study.laws) {
    JsonNode node = JsonNode::object();
    JsonNode why = JsonNode::object();
    node.add("law", JsonNode::string(std::string(lawName(law.law))));
    addFigure(node, why, "", "serial", law.serial);
    addFigure(node, why, "", "coherence", law.coherence);
    addFigure(node, why, "", "rms", law.rms);
    addFigure(node, why, "", "relative_rms", law.relative);
    node.add("fits_well", JsonNode::boolean(law.fitsWell()));
    node.add("why", std::move(why));
    list.append(std::move(node));
  }
  return list;
}

} // namespace

Table scaleTable(const ScaleStudy& study) {
  Table table;
  table.name = "points";
  table.columns = {
      {"workers", "workers", "", Align::Right, true},       {"makespan_s", "makespan", "s", Align::Right, true},
      {"speedup", "speedup", "", Align::Right, true},       {"ideal_speedup", "ideal", "", Align::Right, true},
      {"efficiency", "efficiency", "", Align::Right, true}, {"overhead_share", "overhead", "", Align::Right, true},
      {"feasible", "feasible", "", Align::Left, true}};
  for (const ScalePoint& point : study.points)
    table.addRow({Cell::whole(point.workers, showCount(point.workers)), durationCell(point.makespanS),
                  ratioCell(point.speedup), ratioCell(point.idealSpeedup), percentCell(point.efficiency),
                  percentCell(point.overheadShare), Cell::flag(point.feasible, point.feasible ? "yes" : "no")});
  return table;
}

Answer scaleAnswer(const ScaleStudy& study) {
  Answer answer;
  answer.headline = study.scenarioName + " on " + study.platformId + " · " +
                    conditionsText(study, study.replicationsDone) + " · speedup over " + study.baselineId + " with " +
                    showCounted(study.baselineParallelism, "worker");
  if (const ScalePoint* best = fastest(study); best != nullptr)
    answer.evidence.push_back("Fastest: " + showCounted(best->workers, "worker") + ", in " +
                              showDuration(best->makespanS.estimate->mean) + ".");
  else
    answer.evidence.push_back("With no number of workers did every call complete.");
  if (const ScalePoint* from = overheadDominatesFrom(study); from != nullptr)
    answer.evidence.push_back("From " + showCounted(from->workers, "worker") +
                              " on, more than half of the time is overhead (" +
                              showPercent(from->overheadShare.estimate->mean) + ").");
  else if (fastest(study) != nullptr)
    answer.evidence.push_back("Overhead does not take more than half of the time, even with most workers.");
  if (std::string laws = lawSentence(study); !laws.empty())
    answer.evidence.push_back(std::move(laws));
  for (std::string text : {superlinearSentence(study), lostSentence(study), roundsSentence(study)})
    if (!text.empty())
      answer.evidence.push_back(std::move(text));
  answer.caveats = study.warnings;
  return answer;
}

std::vector<Explanation> explainScale(const ScaleStudy& study) {
  std::vector<Explanation> explanations;
  for (const ScalePoint& point : study.points) {
    Explanation node{
        showCounted(point.workers, "worker"), point.feasible ? "feasible" : "not every call completes", {}, {}, {}};
    const auto add = [&](const char* name, const Figure& figure, std::string (*shown)(double), std::string operation) {
      if (figure.estimate)
        node.children.push_back({name, shown(figure.estimate->mean), std::move(operation), {}, {}});
    };
    const auto duration = [](double seconds) { return showDuration(seconds); };
    const auto percent = [](double share) { return showPercent(share); };
    add("makespan", point.makespanS, duration,
        "mean over " + showCounted(study.replicationsDone, "replication") +
            ", from the first submit to the last result");
    add("speedup", point.speedup, showRatio,
        "mean of makespan of " + study.baselineId + " with " + showCounted(study.baselineParallelism, "worker") +
            " ÷ this makespan, of the same replication");
    add("ideal speedup", point.idealSpeedup, showRatio, "speedup with one worker × " + showCount(point.workers));
    add("efficiency", point.efficiency, percent,
        "mean of makespan with one worker ÷ (" + showCount(point.workers) + " × this makespan)");
    if (point.makespanS.estimate && point.overheadShare.estimate) {
      const double even = point.makespanS.estimate->mean * (1 - point.overheadShare.estimate->mean);
      node.children.push_back({"overhead",
                               percent(point.overheadShare.estimate->mean),
                               "1 − the job's own work spread evenly, " + duration(even) + " ÷ makespan, " +
                                   duration(point.makespanS.estimate->mean),
                               {},
                               {}});
    }
    explanations.push_back(std::move(node));
  }
  return explanations;
}

JsonNode scaleJson(const ScaleStudy& study, const ResultStamp& stamp) {
  JsonNode root = studyRoot("coldframe.scale/1", study, stamp);
  root.add("replications_done", JsonNode::unsignedInteger(study.replicationsDone));
  root.add("platform", JsonNode::string(study.platformId));
  JsonNode baseline = JsonNode::object();
  baseline.add("id", JsonNode::string(study.baselineId));
  baseline.add("parallelism", JsonNode::integer(study.baselineParallelism));
  root.add("baseline", std::move(baseline));
  root.add("tasks", JsonNode::integer(study.tasks));
  JsonNode points = JsonNode::array();
  for (const ScalePoint& point : study.points) {
    JsonNode node = JsonNode::object();
    JsonNode why = JsonNode::object();
    node.add("workers", JsonNode::integer(point.workers));
    node.add("feasible", JsonNode::boolean(point.feasible));
    addFigure(node, why, "", "makespan_s", point.makespanS);
    addFigure(node, why, "", "speedup", point.speedup);
    addFigure(node, why, "", "ideal_speedup", point.idealSpeedup);
    addFigure(node, why, "", "efficiency", point.efficiency);
    addFigure(node, why, "", "overhead_share", point.overheadShare);
    addFigure(node, why, "", "concurrency_max", point.concurrencyMax);
    node.add("why", std::move(why));
    points.append(std::move(node));
  }
  root.add("points", std::move(points));
  root.add("laws", lawsJson(study));
  endStudy(root, stamp);
  return root;
}

std::string renderScale(const ScaleStudy& study, OutputFormat format, const ResultStamp& stamp, bool explain) {
  return renderResult({.answer = [&] { return scaleAnswer(study); },
                       .table = [&] { return scaleTable(study); },
                       .json = [&] { return scaleJson(study, stamp); },
                       .csv =
                           [&] {
                             return flattenToCsv(scaleJson(study, stamp), "points", {"scenario_document", "asked"});
                           },
                       .explanations = [&] { return explainScale(study); }},
                      format, explain);
}

} // namespace coldframe
