#include "sim/study/breakeven.h"

#include "sim/study/breakeven_search.h"
#include "sim/study/platform_facts.h"
#include "sim/study/quantity_text.h"
#include "sim/units/parse.h"

#include <algorithm>

namespace coldframe {

namespace {

constexpr double kDefaultSpan = 100;
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

Result<Range> rangeOf(const VaryField& field, const QuantityText& text, const BreakevenOptions& options) {
  const std::optional<double> now = field.base(field.present);
  Range range;
  for (const bool upper : {false, true}) {
    const std::string& asked = upper ? options.to : options.from;
    double& end = upper ? range.to : range.from;
    if (!asked.empty()) {
      const auto value = text.parse(asked);
      if (!value)
        return failure(value.error());
      end = *value;
    } else if (now && *now > 0) {
      end = std::clamp(upper ? *now * kDefaultSpan : *now / kDefaultSpan, field.options.min, field.options.max);
    } else {
      return failure(ErrorKind::Usage, field.pointer + " has no value now; give --from and --to");
    }
  }
  if (!(range.from < range.to))
    return failure(ErrorKind::Usage, field.pointer + ": --from must be below --to");
  return range;
}

} // namespace

Result<BreakevenStudy> breakeven(const StudySource& source, const BreakevenOptions& options) {
  if (auto known = checkIds(source.scenario, options); !known)
    return failure(known.error());
  const auto pointer = quantityPointer(source.scenario, options.over);
  if (!pointer)
    return failure(pointer.error());
  auto field = findVaryField(source.scenario, source.catalogue, *pointer);
  if (!field)
    return failure(field.error());
  if (!field->isNumeric())
    return failure(ErrorKind::Usage, *pointer + " is not a number; a break-even needs a quantity");
  const QuantityText text(source.scenario, *field, options.over);
  const auto range = rangeOf(*field, text, options);
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
  study.over = *pointer;
  study.shownFrom = text.shown(range->from);
  study.shownTo = text.shown(range->to);

  BreakevenSearch search(source, options, *field);
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
    point.shown = text.shown(base);
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
