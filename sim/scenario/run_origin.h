// Where a recorded run was made, as far as it says: what a scenario of it is to begin with.
//
// An environment was there when the run began if its first call was warm. Where calls do not name theirs, as few are
// taken to have been there as warm calls can have had: one that an earlier call of the run has left comes first.
#pragma once

#include "sim/trace/imported_trace.h"
#include "sim/units/data_size.h"

#include <cstdint>
#include <string>

namespace coldframe {

struct RunOrigin {
  std::string executor = "none"; // the library, by the form of the file: "lithops-3"
  std::string month;             // of its epoch: "@2022-06"; empty where it has none
  Memory memory;                 // of the first call that says it; 0: none does
  std::uint64_t warm = 0;        // environments that were there when it began
  std::uint64_t perhapsWarm = 0; // as many more where calls do not say whether they were cold: there, or made for them
  std::uint64_t places = 0;      // that its calls waited for (shared_places.h); 0: they did not
};
RunOrigin originOf(const ImportedTrace& run);

} // namespace coldframe
