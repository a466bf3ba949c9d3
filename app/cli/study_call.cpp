#include "app/cli/study_call.h"

#include "app/cli/book_source.h"
#include "app/cli/version.h"
#include "sim/units/parse.h"

#include <charconv>

namespace coldframe::cli {

namespace {

// "1%", "0.5 %" or "0.01".
Result<double> readPrecision(std::string text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  while (rest.starts_with(' '))
    rest.remove_prefix(1);
  if (rest == "%")
    value /= 100;
  if (problem != std::errc() || (!rest.empty() && rest != "%") || !(value > 0) || value > 0.5)
    return failure(ErrorKind::Usage, "--precision takes a share above 0 and up to 50 %, e.g. 1%, not '" + text + "'");
  return value;
}

} // namespace

Result<Study> prepareStudy(CommandCall& call) {
  auto options = call.studyOptions();
  if (!options)
    return failure(options.error());
  auto catalogue = makeCatalogue(call);
  if (!catalogue)
    return failure(catalogue.error());
  auto text = sourceText(CatalogueKind::Scenario, call.arguments().text("SCENARIO"), *catalogue, call.in());
  if (!text)
    return failure(text.error());
  auto loaded = loadScenario(*text, *catalogue, options->seed);
  if (!loaded)
    return failure(loaded.error());
  if (loaded->replications && !call.arguments().has("replications"))
    options->replications = *loaded->replications;
  if (const std::string books = call.arguments().text("prices"); !books.empty()) {
    auto found = findBooks(books, *catalogue, call.in());
    if (!found)
      return failure(found.error());
    options->alsoPricedBy = std::move(*found);
  }
  if (call.arguments().has("precision")) {
    const auto precision = readPrecision(call.arguments().text("precision"));
    if (!precision)
      return failure(precision.error());
    options->precision = *precision;
  }
  return Study{std::move(*catalogue), std::move(*text), std::move(*loaded), std::move(*options)};
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

ResultStamp stampOf(const LoadedScenario& loaded) {
  return {version(), loaded.resolved};
}

void warnAll(CommandCall& call, const std::vector<std::string>& warnings) {
  for (const std::string& warning : warnings)
    call.warn("warning: " + warning);
}

OptionSpec platformOption(bool required, std::string help) {
  return {.name = "platform", .value = "ID", .help = std::move(help), .required = required};
}

OptionSpec precisionOption() {
  return {.name = "precision",
          .value = "SHARE",
          .help = "Replicate until the 95 % intervals of time and cost are at most this share either way, e.g. 1%; at "
                  "most 2,000 replications"};
}

} // namespace coldframe::cli
