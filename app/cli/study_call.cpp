#include "app/cli/study_call.h"

#include "app/cli/asked.h"
#include "app/cli/book_source.h"
#include "app/cli/version.h"
#include "sim/scenario/resolve.h"
#include "sim/study/warm_up.h"
#include "sim/units/format.h"
#include "sim/units/parse.h"

#include <charconv>

namespace coldframe::cli {

Result<double> readShare(const std::string& option, const std::string& text, double most) {
  constexpr std::string_view kEitherWay = "±";
  std::string_view number = text;
  if (number.starts_with(kEitherWay))
    number.remove_prefix(kEitherWay.size());
  while (number.starts_with(' '))
    number.remove_prefix(1);
  double value = 0;
  const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), value);
  std::string_view rest(end, static_cast<std::size_t>(number.data() + number.size() - end));
  while (rest.starts_with(' '))
    rest.remove_prefix(1);
  if (rest == "%")
    value /= 100;
  if (problem != std::errc() || (!rest.empty() && rest != "%") || !(value > 0) || value > most)
    return failure(ErrorKind::Usage, "--" + option + " takes a share above 0, e.g. 1% or 0.01, up to " +
                                         showPercent(most) + ", not '" + text + "'");
  return value;
}

Result<std::optional<Duration>> readDeadline(const Arguments& arguments) {
  if (!arguments.has("deadline"))
    return std::optional<Duration>{};
  const auto deadline = parseDuration(arguments.text("deadline"));
  if (!deadline || !(*deadline > Duration()))
    return failure(ErrorKind::Usage,
                   "--deadline takes a time with its unit, e.g. \"4 min\", not '" + arguments.text("deadline") + "'");
  return std::optional<Duration>{*deadline};
}

namespace {

// --warm-up: the scenario's own field.
Result<void> setWarmUp(const std::string& asked, Study& study) {
  std::string length = asked;
  std::vector<std::string> warnings;
  if (asked == "auto") {
    BoundScenario& bound = study.loaded.bound;
    const auto found = applyWarmUp(bound, study.options.seed.value_or(bound.seed), study.options.stop);
    if (!found)
      return failure(found.error());
    length = writeDuration(found->length);
    warnings = found->warnings;
    if (found->length > Duration())
      warnings.push_back("the first " + showDuration(found->length.inSeconds()) +
                         " are left out of responses and rates (MSER-5)");
  }
  const Setting setting{"/warm_up", JsonNode::string(length), {}, length};
  if (auto applied = applySettings(study, {&setting, 1}, "--warm-up"); !applied)
    return applied;
  std::vector<std::string>& all = study.loaded.bound.warnings;
  all.insert(all.end(), warnings.begin(), warnings.end());
  return {};
}

// A value written as JSON ({…}, […], "…"), for fields that are no single value: a distribution, steps, arrivals.
Result<std::optional<Setting>> jsonSetting(const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::string value = equals == std::string::npos ? "" : text.substr(equals + 1);
  if (value.empty() || std::string_view("{[\"").find(value.front()) == std::string_view::npos)
    return std::optional<Setting>();
  auto document = JsonDocument::parse(value, "--set", scenarioLimits());
  if (!document)
    return failure(document.error());
  std::string shown = writeJsonLine(document->root());
  return std::optional<Setting>(Setting{text.substr(0, equals), std::move(document->root()), {}, std::move(shown)});
}

// --set POINTER=VALUE.
Result<void> applySet(const std::vector<std::string>& texts, Study& study) {
  std::vector<Setting> settings;
  std::vector<std::string> notes;
  for (const std::string& text : texts) {
    auto json = jsonSetting(text);
    if (!json)
      return failure(json.error());
    if (*json) {
      settings.push_back(std::move(**json));
      continue;
    }
    auto variation = parseVariation(text, study.loaded.scenario, study.catalogue);
    if (!variation)
      return failure(variation.error());
    if (variation->settings.size() != 1)
      return failure(ErrorKind::Usage, "--set takes one value, not '" + text + "'");
    settings.push_back(std::move(variation->settings.front()));
    notes.insert(notes.end(), variation->notes.begin(), variation->notes.end());
  }
  if (settings.empty())
    return {};
  if (auto applied = applySettings(study, settings, "--set"); !applied)
    return applied;
  std::vector<std::string>& warnings = study.loaded.bound.warnings;
  warnings.insert(warnings.end(), notes.begin(), notes.end());
  return {};
}

} // namespace

Result<void> applySettings(Study& study, std::span<const Setting> settings, const std::string& origin) {
  LoadedScenario& loaded = study.loaded;
  auto scenario = withSettings(loaded.scenario, settings, origin);
  if (!scenario)
    return failure(scenario.error());
  scenario->sha256 = loaded.scenario.sha256;
  auto bound = bind(*scenario, study.catalogue);
  if (!bound)
    return failure(bound.error());
  auto resolved = resolve(*scenario, study.catalogue);
  if (!resolved)
    return failure(resolved.error());
  resolved->set("seed", JsonNode::unsignedInteger(study.options.seed.value_or(bound->seed)));
  loaded.scenario = std::move(*scenario);
  loaded.bound = std::move(*bound);
  loaded.resolved = std::move(*resolved);
  return {};
}

Result<Study> prepareStudy(CommandCall& call) {
  auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return failure(catalogue.error());
  auto text = sourceText(CatalogueKind::Scenario, call.arguments().text("SCENARIO"), *catalogue, call.in());
  if (!text)
    return failure(text.error());
  call.askAgain(askedIn(*text, call.arguments().command->name()));
  if (auto complete = call.arguments().checkRequired(); !complete)
    return failure(complete.error());
  auto prepared = studyOf(call, std::move(*catalogue), *text);
  if (!prepared)
    return failure(prepared.error());
  Study& study = *prepared;
  if (const std::string books = call.arguments().text("prices"); !books.empty()) {
    auto found = findBooks(books, study.catalogue, call.in());
    if (!found)
      return failure(found.error());
    study.options.alsoPricedBy = std::move(*found);
  }
  if (call.arguments().has("precision")) {
    const auto precision = readShare("precision", call.arguments().text("precision"), 0.5);
    if (!precision)
      return failure(precision.error());
    study.options.precision = *precision;
  }
  if (auto set = applySet(call.arguments().list("set"), study); !set)
    return failure(set.error());
  if (const std::string warmUp = call.arguments().text("warm-up"); !warmUp.empty())
    if (auto set = setWarmUp(warmUp, study); !set)
      return failure(set.error());
  return prepared;
}

Result<Study> studyOf(CommandCall& call, Catalogue catalogue, const SourceText& text) {
  auto options = call.studyOptions();
  if (!options)
    return failure(options.error());
  auto loaded = loadScenario(text, catalogue, options->seed);
  if (!loaded)
    return failure(loaded.error());
  return Study{std::move(catalogue), std::move(*loaded), std::move(*options), askedOf(call.arguments())};
}

Result<void> checkPlatform(const BoundScenario& scenario, const std::string& id) {
  std::vector<std::string> ids;
  for (const BoundPlatform& platform : scenario.platforms) {
    if (platform.id == id)
      return {};
    ids.push_back(platform.id);
  }
  const std::string near = didYouMean(id, ids);
  std::string known;
  for (const std::string& each : ids)
    known += (known.empty() ? "" : ", ") + each;
  return failure(ErrorKind::Usage, "the scenario has no platform '" + id + "'; " +
                                       (near.empty() ? "it has " + known : "did you mean '" + near + "'?"));
}

ResultStamp stampOf(const Study& study) {
  return {version(), study.asked, study.loaded.resolved};
}

void warnBeside(CommandCall& call, const std::vector<std::string>& warnings) {
  if (isWords(call.format()))
    return;
  for (const std::string& warning : warnings)
    call.warn("warning: " + warning);
}

OptionSpec platformOption(bool required, std::string help) {
  return {.name = "platform", .value = "ID", .help = std::move(help), .required = required};
}

OptionSpec warmUpOption() {
  return {.name = "warm-up",
          .value = "DURATION|auto",
          .help = "Leave this beginning of a stream out of responses and rates, or what MSER-5 says of a pilot run; "
                  "calls, usage and bills are of the whole"};
}

OptionSpec setOption() {
  return {.name = "set",
          .value = "POINTER=VALUE",
          .help = "Change a field of the scenario first, e.g. /free_grant=true; a distribution or a list as JSON, e.g. "
                  "'/workload/item/io=\"6.5 s\"'",
          .many = true};
}

OptionSpec monthOption() {
  return {.name = "month", .help = "Simulate the months of a job too, for monthly costs"};
}

OptionSpec precisionOption() {
  return {.name = "precision",
          .value = "SHARE",
          .help = "Replicate until the 95 % intervals of time and cost are at most this share either way, e.g. 1%; at "
                  "most 2,000 replications"};
}

} // namespace coldframe::cli
