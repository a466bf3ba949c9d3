// Scenarios made from a scenario by changing fields of it. A variation is a field and the values it is to take; a
// setting is one of them. Written as on the command line:
//
//   /platforms/lambda/memory=512 MB,1024 MB,1536 MB        a list
//   /platforms/lambda/memory=128 MB:3008 MB:10             a range: from, to, how many, evenly spaced
//   /platforms/lambda/memory=128 MB:3008 MB:10:log         evenly spaced ratios
//
// Values are typed by the field tables: a quantity needs its unit, words must be among the choices. What is not on a
// legal step (a memory size that the platform does not offer, half an item) is moved to the nearest one and noted; what
// is outside the range is an error. Values that come out the same stand once.
#pragma once

#include "sim/scenario/bind.h"
#include "sim/scenario/bind_cache.h"
#include "sim/study/vary_field.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace coldframe {

struct Setting {
  std::string pointer;
  JsonNode value;             // as a file states it
  std::optional<double> base; // in base units; none for words
  std::string shown;          // "1,536 MB"
};

struct ValueRange {
  double lo = 0; // in base units
  double hi = 0;
  bool logarithmic = false;
};

struct Variation {
  VaryField field;
  std::string text;                // "POINTER=VALUES", as it was given
  std::vector<Setting> settings;   // in the order asked for
  std::optional<ValueRange> range; // when they were given as one
  std::vector<std::string> notes;  // values that were moved to a legal step
};

// "POINTER=VALUES". Usage errors; those of a pointer say what is nearest.
Result<Variation> parseVariation(std::string_view text, const Scenario& scenario, const Catalogue& catalogue);
// The same from values in base units, for studies that choose their own.
Variation variationAt(const VaryField& field, const std::vector<double>& bases);
Setting settingAt(const VaryField& field, double base);

// `count` values from lo to hi, both ends exact; ratios are equal when `logarithmic` (then lo > 0).
std::vector<double> evenlySpaced(double lo, double hi, std::int64_t count, bool logarithmic);

// The scenario with these settings, read and checked like any other, from the document's tree. Its hash is that of the
// scenario's hash and the settings. `origin` is where the values are said to come from. Input errors: what the settings
// make wrong, each with its pointer.
Result<Scenario> withSettings(const Scenario& scenario, std::span<const Setting> settings,
                              const std::string& origin = "--vary");
// The same, bound; profiles and price books come from the cache.
Result<BoundScenario> boundWith(const Scenario& scenario, std::span<const Setting> settings, const Catalogue& catalogue,
                                BindCache& cache);

// Every combination; the last variation changes fastest.
std::vector<std::vector<Setting>> gridOf(const std::vector<Variation>& variations);

// "/platforms/lambda/memory = 1,536 MB, /workload/batch = 40".
std::string settingsText(std::span<const Setting> settings);

} // namespace coldframe
