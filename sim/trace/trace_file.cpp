#include "sim/trace/trace_file.h"

#include "sim/trace/azure_2019.h"
#include "sim/trace/cloud_formats.h"
#include "sim/trace/other_kind.h"
#include "sim/trace/trace_json.h"
#include "sim/trace/unpack.h"
#include "sim/trace/utf16_text.h"
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

// A file as UTF-8 text: unpacked where it is packed.
Result<Unpacked> textOf(FileText file, const std::string& fileName, const TraceReadOptions& options) {
  Unpacked out{std::move(file), {}};
  if (isPacked(out.bytes.text())) {
    auto unpacked = unpack(out.bytes.text(), options.mostUnpacked, options.stop);
    if (!unpacked) {
      Error error = unpacked.error();
      error.problems.front().file = fileName;
      return failure(std::move(error));
    }
    out = std::move(*unpacked);
  }
  if (isUtf16(out.bytes.text())) {
    auto text = textOfUtf16(out.bytes.text(), options.stop);
    if (!text)
      return failure(text.error());
    out.bytes = std::move(*text);
  }
  return out;
}

// Some programs put a byte order mark before UTF-8; it is none of the text.
std::string_view withoutMark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return text.substr(text.starts_with(kMark) ? kMark.size() : 0);
}

// Several files of one day, as Azure Functions 2019 has them.
Result<ImportedTrace> readTogether(std::string_view text, const std::string& fileName,
                                   const TraceReadOptions& options) {
  std::vector<Unpacked> others;
  others.reserve(options.with.size());
  std::vector<NamedText> files{{fileName, text}};
  for (const std::string& path : options.with) {
    auto file = FileText::open(path, options.mostBytes);
    if (!file)
      return failure(file.error());
    auto other = textOf(std::move(*file), path, options);
    if (!other)
      return failure(other.error());
    others.push_back(std::move(*other));
    files.push_back({path, withoutMark(others.back().bytes.text())});
  }
  ImportProgress progress(options.stop, options.onProgress);
  auto imported = readAzure2019(files, progress);
  if (imported)
    for (const Unpacked& other : others)
      if (!other.broken.empty())
        imported->warnings.push_back({other.broken, 1, 1, {}});
  return imported;
}

Result<ImportedTrace> readPlainText(FileText& file, const std::string& fileName, const TraceReadOptions& options) {
  const std::string_view text = withoutMark(file.text());
  if (!options.with.empty())
    return readTogether(text, fileName, options);
  ImportProgress progress(options.stop, options.onProgress, [&file](std::size_t position) { file.passed(position); });
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
    if (OtherKind other = otherKindOf(head); !other.what.empty()) {
      Problem problem;
      problem.file = fileName;
      problem.what = "this is " + std::move(other.what);
      problem.expectation = std::move(other.advice);
      return failure(Error{ErrorKind::Input, {std::move(problem)}});
    }
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

Result<ImportedTrace> readAny(FileText file, const std::string& fileName, const TraceReadOptions& options) {
  auto text = textOf(std::move(file), fileName, options);
  if (!text)
    return failure(text.error());
  auto imported = readPlainText(text->bytes, fileName, options);
  if (imported)
    imported->clocks = findClockSkew(imported->trace);
  if (text->broken.empty())
    return imported;
  // What came before the break is worth having; that there is one must be seen.
  if (!imported) {
    Error error = imported.error();
    error.problems.front().what += "; " + text->broken;
    return failure(std::move(error));
  }
  const auto lines = static_cast<std::size_t>(std::ranges::count(text->bytes.text(), '\n'));
  imported->warnings.push_back({text->broken, 1, lines + 1, {}});
  return imported;
}

} // namespace

Result<ImportedTrace> readTraceText(std::string_view bytes, const std::string& fileName,
                                    const TraceReadOptions& options) {
  return readAny(FileText::over(bytes), fileName, options);
}

Result<ImportedTrace> readTraceFile(const std::string& path, const TraceReadOptions& options) {
  auto file = FileText::open(path, options.mostBytes);
  if (!file)
    return failure(file.error());
  return readAny(std::move(*file), path, options);
}

} // namespace coldframe
