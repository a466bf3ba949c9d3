// Results of AWS Lambda Power Tuning and its links.
#include "sim/trace/cloud_formats.h"
#include "sim/trace/power_tuning.h"
#include "tests/fuzz/import_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace coldframe;
  const std::string_view text = fuzz::textOf(data, size);
  const auto tuning = readPowerTuning(text, "fuzz");
  if (tuning)
    for (std::size_t i = 0; i < tuning->points.size(); ++i)
      if (tuning->points[i].duration.ns() < 0 || (i > 0 && tuning->points[i].memory <= tuning->points[i - 1].memory))
        std::abort();
  fuzz::check(readPowerTuningTrace, text);
  return 0;
}
