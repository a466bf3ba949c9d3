#include "sim/study/breakeven.h"

#include "sim/study/breakeven_search.h"
#include "sim/study/platform_facts.h"
#include "sim/units/parse.h"

#include <algorithm>

namespace coldframe {

namespace {

constexpr double kLogarithmicFrom = 20;

Result<void> checkIds(const Scenario& scenario, const BreakevenOptions& options) {
  std::vector<std::string> ids;
  for (const PlatformBlock& platform : scenario.blocks.platforms)
    if (commonOf(platform).enabled)
      ids.push_back(commonOf(platform).id);
  for (const std::string& id : {options.a, options.b})
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
      const std::string near = didYouMean(id, ids);
      return failure(ErrorKind::Usage, "the scenario has no platform '" + id + "'" +
                                           (near.empty() ? "" : "; did you mean '" + near + "'?"));
    }
  if (options.a == options.b)
    return failure(ErrorKind::Usage, "a break-even needs two platforms, not '" + options.a + "' twice");
  return {};
}

struct Range {
  double from = 0;
  double to = 0;
};

Result<Range> rangeOf(const Quantity& over, const BreakevenOptions& options) {
  Range range;
  for (const bool upper : {false, true}) {
    const std::string& asked = upper ? options.to : options.from;
    const std::optional<double>& usual = upper ? over.to : over.from;
    double& end = upper ? range.to : range.from;
    if (!asked.empty()) {
      const auto value = over.parse(asked);
      if (!value)
        return failure(value.error());
      end = *value;
    } else if (usual) {
      end = *usual;
    } else {
      return failure(ErrorKind::Usage, over.name + " has no value now; give --from and --to");
    }
  }
  if (!(range.from < range.to))
    return failure(ErrorKind::Usage, over.name + ": --from must be below --to");
  return range;
}

} // namespace

Result<BreakevenStudy> breakeven(const StudySource& source, const BreakevenOptions& options) {
  if (auto known = checkIds(source.scenario, options); !known)
    return failure(known.error());
  const std::string both[] = {options.a, options.b};
  const auto over = findQuantity(source.scenario, source.catalogue, options.over, both);
  if (!over)
    return failure(over.error());
  const auto range = rangeOf(*over, options);
  if (!range)
    return failure(range.error());
  const bool logarithmic =
      options.logarithmic.value_or(range->from > 0 && range->to / range->from >= kLogarithmicFrom) && range->from > 0;

  auto head = studyHead(source, options.study);
  if (!head)
    return failure(std::move(head.error()));
  BreakevenStudy study;
  static_cast<StudyHead&>(study) = std::move(*head);
  study.isJob = isJob(source.scenario.blocks.workload);
  study.a = options.a;
  study.b = options.b;
  study.over = over->name;
  study.title = over->title;
  study.titled = over->titled;
  study.fields = over->fields;
  study.present = over->present;
  study.shownFrom = over->shown(range->from);
  study.shownTo = over->shown(range->to);

  BreakevenSearch search(source, options, *over);
  const auto whole =
      search.grid(evenlySpaced(range->from, range->to, std::max<std::int64_t>(2, options.points), logarithmic));
  if (!whole)
    return failure(whole.error());
  search.findBilled();
  if (*whole) {
    study.crossings = search.pairwise(options.a, options.b);
    study.envelope = search.envelope();
  }
  study.partial = !*whole || search.stopped();
  study.replications = 0;
  for (const auto& [base, value] : search.values()) {
    BreakevenPoint point;
    point.base = base;
    point.shown = over->shown(base);
    point.why = value.why;
    point.cheapest = search.cheapest(value);
    for (const Outcome& outcome : value.comparison.platforms)
      point.platforms.push_back(figuresOf(value.comparison, outcome));
    const Outcome* a = value.outcome(options.a);
    const Outcome* b = value.outcome(options.b);
    point.bMinusA.a = options.a;
    point.bMinusA.b = options.b;
    if (a != nullptr && b != nullptr)
      point.bMinusA = differenceOf(value.comparison, *a, *b, Compared::MonthUsd);
    else
      point.bMinusA.bMinusA = Figure::none(value.why.empty() ? "it was not simulated" : value.why);
    study.replications = std::max(study.replications, value.comparison.replicationsDone);
    study.points.push_back(std::move(point));
  }
  return study;
}

} // namespace coldframe
