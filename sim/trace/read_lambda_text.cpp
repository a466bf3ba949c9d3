// Logs of AWS Lambda as text: the lines alone, with instants and log streams before them (`aws logs tail`, `sam logs`,
// exports to S3, `get-log-events --output text`), or platform events of the JSON log format, one a line or over several
// (`aws logs tail --format json`); both may be mixed with whatever the function wrote. A line that is nothing but an
// instant is the time of the next one, as a console's list is copied. What copying does to lines: pasted_lines.h.
#include "sim/trace/cloud_formats.h"
#include "sim/trace/lambda_log.h"
#include "sim/trace/pasted_lines.h"
#include "sim/trace/platform_event.h"

namespace coldframe {

namespace {

constexpr std::string_view kCliEvents = "EVENTS\t";

std::string_view withoutEnds(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  return first == std::string_view::npos ? std::string_view()
                                         : line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
}

// `--output text` puts the instant of an event behind its message, and messages end with a line end.
std::optional<std::int64_t> epochAlone(std::string_view line) {
  return readEpochMilliseconds(withoutEnds(line));
}

constexpr std::size_t kMostEventBytes = std::size_t{1} << 16;

// An instant and nothing else.
std::optional<std::int64_t> instantAlone(std::string_view line) {
  constexpr std::size_t kLongestInstant = 40;
  if (line.size() > kLongestInstant || line.empty() || line[0] < '0' || line[0] > '9')
    return std::nullopt;
  return readLogInstant(withoutEnds(line));
}

// One event with what a tool put before it.
LambdaLine readEventLine(std::string_view text) {
  const std::size_t brace = text.find('{');
  LambdaLine before;
  readLogPrefix(text.substr(0, brace), before);
  LambdaLine line = readPlatformEvent(text.substr(brace));
  if (!line.at)
    line.at = before.at;
  if (line.stream.empty())
    line.stream = before.stream;
  return line;
}

LambdaLine readAnyLine(std::string_view text) {
  return mayBePlatformEvent(text) ? readEventLine(text) : readLambdaLine(text);
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
      : m_log(builder, log), m_stream(streamInPath(fileName)),
        m_lines([this](std::string_view text, std::size_t number) { line(text, number); }) {}

  void add(std::string_view text, std::size_t number) { m_lines.add(text, number); }

  void finish(std::vector<std::string>& unknown) {
    m_lines.finish();
    giveHeld(std::nullopt);
    m_log.finish(unknown);
  }

private:
  void line(std::string_view text, std::size_t number) {
    if (!m_held.empty()) {
      const auto at = epochAlone(text);
      giveHeld(at);
      if (at)
        return;
    }
    if (const auto at = instantAlone(text)) {
      m_at = at;
      return;
    }
    if (gather(text, number))
      return;
    LambdaLine found = readAnyLine(text);
    if (!found.at)
      found.at = m_at;
    m_at.reset();
    if (found.kind == LambdaLineKind::Other)
      return;
    if (text.starts_with(kCliEvents)) {
      m_held = text;
      m_heldNumber = number;
      return;
    }
    give(found, number);
  }

  void giveHeld(std::optional<std::int64_t> at) {
    if (m_held.empty())
      return;
    LambdaLine found = readAnyLine(m_held);
    if (!at)
      at = epochAlone(std::string_view(m_held).substr(m_held.find_last_of('\t')));
    if (at)
      found.at = at;
    give(found, m_heldNumber);
    m_held.clear();
  }

  // An event that is written over several lines: from the line that ends with its brace to the brace alone. False:
  // the line is none of one.
  bool gather(std::string_view text, std::size_t number) {
    if (m_event.empty()) {
      const std::string_view line = withoutEnds(text);
      if (!line.ends_with('{') || line.find('{') != line.size() - 1)
        return false;
      m_event = line;
      m_eventNumber = number;
      return true;
    }
    if (m_event.size() + text.size() > kMostEventBytes || findLambdaLine(text).kind != LambdaLineKind::Other) {
      m_event.clear();
      return false;
    }
    m_event.append(text).push_back('\n');
    if (text.starts_with('}')) {
      if (mayBePlatformEvent(m_event))
        if (LambdaLine found = readEventLine(m_event); found.kind != LambdaLineKind::Other)
          give(found, m_eventNumber);
      m_event.clear();
    }
    return true;
  }

  void give(LambdaLine& found, std::size_t number) {
    if (found.stream.empty())
      found.stream = m_stream;
    m_log.add(found, number);
  }

  LambdaLog m_log;
  std::string_view m_stream;
  PastedLines m_lines;
  std::string m_held; // an event whose instant may be the next line
  std::size_t m_heldNumber = 0;
  std::optional<std::int64_t> m_at; // of the next line
  std::string m_event;              // the beginning of one over several lines
  std::size_t m_eventNumber = 0;
};

} // namespace

bool isLambdaText(std::string_view head) {
  const auto has = [head](std::string_view words) { return head.find(words) != std::string_view::npos; };
  return has("REPORT RequestId:") || mayBePlatformEvent(head) || has("START RequestId:") || has("INIT_REPORT ") ||
         has("INIT_START ");
}

Result<ImportedTrace> readLambdaText(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  TraceBuilder builder;
  ImportLog log;
  LambdaText reader(builder, log, fileName);
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size() && progress.goOn(at, text.size());) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    reader.add(text.substr(at, end - at), ++number);
    at = end + 1;
  }
  std::vector<std::string> unknown;
  reader.finish(unknown);
  return finishImport(builder, log, std::move(unknown), "AWS Lambda log", fileName, progress);
}

} // namespace coldframe
