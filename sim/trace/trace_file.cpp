#include "sim/trace/trace_file.h"

#include "sim/json/document.h"
#include "sim/trace/trace_json.h"
#include "sim/trace/zstd_text.h"

namespace coldframe {

std::string writeTraceText(const Trace& trace, std::string_view fileName) {
  const bool packed = fileName.ends_with(".zst");
  if (packed)
    fileName.remove_suffix(4);
  const std::string text = fileName.ends_with(".csv") ? writeTraceCsv(trace) : writeTraceJson(trace);
  return packed ? compressZstd(text) : text;
}

Result<ImportedTrace> readTraceText(std::string_view bytes, const std::string& fileName,
                                    const TraceReadOptions& options) {
  std::string unpacked;
  if (isZstd(bytes)) {
    auto text = decompressZstd(bytes, options.mostUnpacked);
    if (!text) {
      Error error = text.error();
      error.problems.front().file = fileName;
      return failure(std::move(error));
    }
    unpacked = std::move(*text);
    bytes = unpacked;
  }
  if (options.mapping)
    return readMappedCsv(bytes, fileName, *options.mapping);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || bytes[first] != '{')
    return readTraceCsv(bytes, fileName);
  auto trace = readTraceJson(bytes, fileName);
  if (!trace)
    return failure(trace.error());
  ImportedTrace imported;
  imported.trace = std::move(*trace);
  return imported;
}

Result<ImportedTrace> readTraceFile(const std::string& path, const TraceReadOptions& options) {
  const auto bytes = readTextFile(path, options.mostBytes);
  if (!bytes)
    return failure(bytes.error());
  return readTraceText(*bytes, path, options);
}

} // namespace coldframe
