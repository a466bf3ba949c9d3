// Python pickles of what an executor recorded: plain data as JSON text (pickle.h), then the reader that knows that
// text. A line in a warning is the number of the record, each of which stands on a line of its own there.
#include "sim/trace/executor_formats.h"
#include "sim/trace/pickle.h"

namespace coldframe {

bool isPickle(std::string_view head) {
  return looksLikePickle(head);
}

Result<ImportedTrace> readPickle(std::string_view bytes, const std::string& fileName, ImportProgress& progress) {
  const auto text = pickleToJson(bytes, fileName);
  if (!text)
    return failure(text.error());
  const std::string_view head = std::string_view(text->json).substr(0, kSniffedBytes);
  Result<ImportedTrace> imported = [&]() -> Result<ImportedTrace> {
    if (isLithops(head))
      return readLithops(text->json, fileName, progress);
    if (isPyWren(head))
      return readPyWren(text->json, fileName, progress);
    Problem problem;
    problem.file = fileName;
    problem.what = "this pickle holds no statistics of calls";
    problem.expectation = "stats of Lithops futures, or run and invoke statuses of PyWren";
    return failure(Error{ErrorKind::Input, {std::move(problem)}});
  }();
  if (imported) {
    imported->format += " (pickle)";
    if (!text->broken.empty())
      imported->warnings.push_back({text->broken, 1, imported->trace.rows() + 1, {}});
  }
  return imported;
}

} // namespace coldframe
