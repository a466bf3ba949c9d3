#include "sim/fit/places_part.h"

#include "sim/trace/shared_places.h"
#include "sim/units/format.h"

namespace coldframe {

FitPart fitPlaces(std::span<const Trace* const> traces) {
  const char* const key = "places";
  const char* const title = "calls the platform runs at once";
  SharedPlaces most;
  const Trace* of = nullptr;
  for (const Trace* trace : traces)
    if (SharedPlaces shared = sharedPlaces(*trace); shared.places > most.places) {
      most = std::move(shared);
      of = trace;
    }
  if (of == nullptr)
    return notIdentified(key, title, 0, "no limit was met: calls did not wait for each other's end");
  std::uint64_t cold = 0, flagged = 0;
  for (std::size_t row = 0; row < of->rows(); ++row)
    if (most.waitNs(row) > 0 && of->cold(row) != Cold::Unknown) {
      ++flagged;
      cold += of->cold(row) == Cold::Yes ? 1 : 0;
    }
  FitPart part;
  part.key = key;
  part.title = title;
  part.n = most.waited;
  part.method = "the most that ran at once, where others waited for an end";
  part.figures = {plainFigure(kPlaces, "", static_cast<double>(most.places)),
                  plainFigure("wait for a place", "s", most.wait.inSeconds())};
  if (flagged > 0)
    part.figures.push_back(plainFigure(kColdInPlace, "", static_cast<double>(cold) / static_cast<double>(flagged)));
  part.notes.push_back("submit → start is fitted from when a place was free: the wait before it belongs to the job");
  return part;
}

} // namespace coldframe
