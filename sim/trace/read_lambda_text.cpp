// Logs of AWS Lambda as text: the lines alone, with instants and log streams before them (`aws logs tail`, `sam logs`,
// exports to S3, `get-log-events --output text`), or one platform event of the JSON log format a line; both may be
// mixed with whatever the function wrote.
#include "sim/trace/cloud_formats.h"
#include "sim/trace/lambda_log.h"
#include "sim/trace/platform_event.h"

namespace coldframe {

namespace {

constexpr std::string_view kCliEvents = "EVENTS\t";

// `--output text` puts the instant of an event behind its message, and messages end with a line end.
std::optional<std::int64_t> epochAlone(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos)
    return std::nullopt;
  return readEpochMilliseconds(line.substr(first, line.find_last_not_of(" \t\r") + 1 - first));
}

// Exports to S3 have a folder for each stream: ".../2026-08-14-[$LATEST]0123…/000000.gz".
std::string_view streamInPath(std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (isLogStream(part))
      return part;
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  }
  return {};
}

class LambdaText {
public:
  LambdaText(TraceBuilder& builder, ImportLog& log, const std::string& fileName)
      : m_log(builder, log), m_stream(streamInPath(fileName)) {}

  void line(std::string_view text, std::size_t number) {
    if (m_held) {
      const auto at = epochAlone(text);
      if (at)
        m_held->at = at;
      give(*m_held, m_heldNumber);
      m_held.reset();
      if (at)
        return;
    }
    LambdaLine found = mayBePlatformEvent(text) ? readPlatformEvent(text.substr(text.find('{'))) : readLambdaLine(text);
    if (found.kind == LambdaLineKind::Other)
      return;
    if (text.starts_with(kCliEvents)) {
      const std::size_t tab = text.find_last_of('\t');
      if (const auto at = epochAlone(text.substr(tab)))
        found.at = at;
      m_held = found;
      m_heldNumber = number;
      return;
    }
    give(found, number);
  }

  void finish(std::vector<std::string>& unknown) {
    if (m_held)
      give(*m_held, m_heldNumber);
    m_log.finish(unknown);
  }

private:
  void give(LambdaLine& found, std::size_t number) {
    if (found.stream.empty())
      found.stream = m_stream;
    m_log.add(found, number);
  }

  LambdaLog m_log;
  std::string_view m_stream;
  std::optional<LambdaLine> m_held;
  std::size_t m_heldNumber = 0;
};

} // namespace

bool isLambdaText(std::string_view head) {
  if (head.find("REPORT RequestId:") != std::string_view::npos)
    return true;
  return mayBePlatformEvent(head) || head.find("START RequestId:") != std::string_view::npos;
}

Result<ImportedTrace> readLambdaText(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  TraceBuilder builder;
  ImportLog log;
  LambdaText reader(builder, log, fileName);
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size() && progress.goOn(at, text.size());) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    reader.line(text.substr(at, end - at), ++number);
    at = end + 1;
  }
  std::vector<std::string> unknown;
  reader.finish(unknown);
  return finishImport(builder, log, std::move(unknown), "AWS Lambda log", fileName, progress);
}

} // namespace coldframe
