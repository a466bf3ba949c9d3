#include "sim/trace/own_csv.h"

#include "sim/trace/csv_target.h"

#include <algorithm>

namespace coldframe {

CsvMapping ownCsvMapping(const std::vector<std::string_view>& header) {
  CsvMapping mapping;
  const auto add = [&](std::string_view target, const std::string& column, const char* unit) {
    if (std::ranges::find(header, column) != header.end())
      mapping.columns[std::string(target)] = {column, unit};
  };
  for (std::size_t i = 0; i < kStampCount; ++i)
    add(kStampNames[i], ownCsvName(static_cast<Stamp>(i)), "ns");
  for (std::size_t i = 0; i < kCountCount; ++i) {
    const auto count = static_cast<Count>(i);
    const CsvTarget target{CsvTarget::Kind::Count, static_cast<std::uint8_t>(i)};
    add(kCountNames[i], ownCsvName(count), target.isTime() ? "ns" : target.isMemory() || target.isData() ? "B" : "");
  }
  if (std::ranges::find(header, "cold") != header.end())
    mapping.cold = CsvColdColumn{"cold", {"yes"}, {"no"}, false};
  if (std::ranges::find(header, "outcome") != header.end()) {
    CsvOutcomeColumn outcome{"outcome", {}, "error"};
    for (const std::string_view name : kOutcomeNames)
      outcome.words[std::string(name)] = {std::string(name)};
    mapping.outcome = std::move(outcome);
  }
  return mapping;
}

} // namespace coldframe
