#include "sim/trace/trace_file.h"

#include "sim/json/document.h"
#include "sim/trace/azure_2019.h"
#include "sim/trace/cloud_formats.h"
#include "sim/trace/trace_json.h"
#include "sim/trace/unpack.h"
#include "sim/trace/zstd_text.h"

#include <algorithm>

namespace coldframe {

std::string writeTraceText(const Trace& trace, std::string_view fileName) {
  const bool packed = fileName.ends_with(".zst");
  if (packed)
    fileName.remove_suffix(4);
  const std::string text = fileName.ends_with(".csv") ? writeTraceCsv(trace) : writeTraceJson(trace);
  return packed ? compressZstd(text) : text;
}

namespace {

constexpr std::size_t kMostRows = 50'000'000;

// The text of a file, unpacked where it is packed.
Result<Unpacked> textOfFile(const std::string& path, const TraceReadOptions& options) {
  auto bytes = readTextFile(path, options.mostBytes);
  if (!bytes)
    return failure(bytes.error());
  if (!isPacked(*bytes))
    return Unpacked{std::move(*bytes), {}};
  auto unpacked = unpack(*bytes, options.mostUnpacked, options.stop);
  if (!unpacked) {
    Error error = unpacked.error();
    error.problems.front().file = path;
    return failure(std::move(error));
  }
  return unpacked;
}

// Several files of one day, as Azure Functions 2019 has them.
Result<ImportedTrace> readTogether(std::string_view text, const std::string& fileName,
                                   const TraceReadOptions& options) {
  std::vector<Unpacked> others;
  others.reserve(options.with.size());
  std::vector<NamedText> files{{fileName, text}};
  for (const std::string& path : options.with) {
    auto other = textOfFile(path, options);
    if (!other)
      return failure(other.error());
    others.push_back(std::move(*other));
    files.push_back({path, others.back().bytes});
  }
  ImportProgress progress(options.stop, options.onProgress);
  auto imported = readAzure2019(files, progress);
  if (imported)
    for (const Unpacked& other : others)
      if (!other.broken.empty())
        imported->warnings.push_back({other.broken, 1, 1, {}});
  return imported;
}

Result<ImportedTrace> readPlainText(std::string_view text, const std::string& fileName,
                                    const TraceReadOptions& options) {
  if (!options.with.empty())
    return readTogether(text, fileName, options);
  ImportProgress progress(options.stop, options.onProgress);
  if (options.mapping)
    return readMappedCsv(text, fileName, *options.mapping, CsvQuotes::EndWithTheLine, &progress);
  const std::string_view head = text.substr(0, kSniffedBytes);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  const bool isObject = first != std::string_view::npos && head[first] == '{';
  const bool isOwn = isObject && head.find("\"coldframe.trace/") != std::string_view::npos;
  if (!isOwn) {
    for (const TraceFormat& format : traceFormats())
      if (format.sniff(head))
        return format.read(text, fileName, progress);
    if (!isObject)
      return isOwnCsv(text) ? readTraceCsv(text, fileName, &progress) : readGenericCsv(text, fileName, progress);
  }
  auto trace = readTraceJson(text, fileName, kMostRows, &progress);
  if (!trace)
    return failure(trace.error());
  ImportedTrace imported;
  imported.trace = std::move(*trace);
  imported.format = "coldframe.trace/1";
  return imported;
}

Result<ImportedTrace> readAnyText(std::string_view bytes, const std::string& fileName,
                                  const TraceReadOptions& options) {
  if (!isPacked(bytes))
    return readPlainText(bytes, fileName, options);
  auto unpacked = unpack(bytes, options.mostUnpacked, options.stop);
  if (!unpacked) {
    Error error = unpacked.error();
    error.problems.front().file = fileName;
    return failure(std::move(error));
  }
  auto imported = readPlainText(unpacked->bytes, fileName, options);
  if (unpacked->broken.empty())
    return imported;
  // What came before the break is worth having; that there is one must be seen.
  if (!imported) {
    Error error = imported.error();
    error.problems.front().what += "; " + unpacked->broken;
    return failure(std::move(error));
  }
  const auto lines = static_cast<std::size_t>(std::ranges::count(unpacked->bytes, '\n'));
  imported->warnings.push_back({unpacked->broken, 1, lines + 1, {}});
  return imported;
}

} // namespace

Result<ImportedTrace> readTraceText(std::string_view bytes, const std::string& fileName,
                                    const TraceReadOptions& options) {
  auto imported = readAnyText(bytes, fileName, options);
  if (imported)
    imported->clocks = findClockSkew(imported->trace);
  return imported;
}

Result<ImportedTrace> readTraceFile(const std::string& path, const TraceReadOptions& options) {
  const auto bytes = readTextFile(path, options.mostBytes);
  if (!bytes)
    return failure(bytes.error());
  return readTraceText(*bytes, path, options);
}

} // namespace coldframe
