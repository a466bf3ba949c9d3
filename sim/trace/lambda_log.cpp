#include "sim/trace/lambda_log.h"

#include "sim/random/generator.h"
#include "sim/units/format.h"

#include <algorithm>

namespace coldframe {

namespace {

constexpr std::size_t kMostRequestNames = 100'000;
constexpr std::size_t kMostPending = 1'000'000; // lines of calls that never report
constexpr std::int64_t kWaitedAtMost = 1'000'000'000;
constexpr std::string_view kInferredOutOfMemory =
    "out of memory by inference: the runtime was killed with all its memory in use";
constexpr std::int64_t kLongest = std::int64_t{1} << 60;

bool isPlain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

bool memoryFull(const LambdaLine& line) {
  return line.memory && line.peakMemory && *line.peakMemory >= *line.memory;
}

std::uint32_t reportHash(const LambdaLine& line) {
  std::uint64_t h = mix64(static_cast<std::uint64_t>(line.at.value_or(-1)));
  h = mix64(h ^ static_cast<std::uint64_t>(line.duration.value_or(-1)));
  h = mix64(h ^ static_cast<std::uint64_t>(line.billed.value_or(-1)));
  return static_cast<std::uint32_t>(h >> 32U) | 1U; // 0: none yet
}

} // namespace

std::int64_t LambdaLog::internPlain(Count column, std::string_view name) {
  return isPlain(name) ? m_builder.intern(column, name) : m_builder.intern(column, plainText(name));
}

// Names are kept while they are few: a million of them would weigh more than the rows.
SeenRequest& LambdaLog::requestOf(const LambdaLine& line) {
  SeenRequest& request = m_requests.find(line.requestId);
  if (request.number >= kMostRequestNames)
    m_keepNames = false;
  if (m_keepNames && request.number == m_requestNames.size()) {
    m_requestNames.emplace_back(line.requestId);
    m_keepNames = isPlain(line.requestId);
  }
  return request;
}

LambdaLog::Stream* LambdaLog::streamOf(const LambdaLine& line) {
  if (line.stream.empty())
    return nullptr;
  const auto number = static_cast<std::size_t>(internPlain(Count::Environment, line.stream));
  if (number >= m_streams.size())
    m_streams.resize(number + 1);
  return &m_streams[number];
}

void LambdaLog::add(const LambdaLine& line, std::size_t lineNumber) {
  if (line.damaged) {
    if (line.kind == LambdaLineKind::Report)
      m_log.leaveOut(line.requestId.empty() ? "a REPORT without a request id"
                     : !line.wrong.empty()  ? "a REPORT with a value that cannot be read"
                                            : "a REPORT without a duration",
                     lineNumber, line.wrong);
    return;
  }
  switch (line.kind) {
  case LambdaLineKind::Report:
    report(line, lineNumber);
    break;
  case LambdaLineKind::Start:
  case LambdaLineKind::End:
    if (line.at && m_pending.size() < kMostPending) {
      const SeenRequest& request = requestOf(line);
      Pending& pending = m_pending[request.number];
      pending.reported = request.attempts > 0;
      (line.kind == LambdaLineKind::Start ? pending.startAt : pending.endAt) = *line.at;
    }
    break;
  case LambdaLineKind::TimedOut:
  case LambdaLineKind::Killed:
    if (!line.requestId.empty())
      failLater(line, lineNumber);
    break;
  case LambdaLineKind::InitStart:
    if (Stream* stream = streamOf(line)) {
      stream->initStartAt = line.at.value_or(kMissing);
      stream->provisioned = line.provisioned;
    }
    break;
  case LambdaLineKind::InitReport:
  case LambdaLineKind::RestoreReport:
    if (Stream* stream = streamOf(line))
      stream->initFailed = line.status == LambdaStatus::Timeout || line.status == LambdaStatus::Error;
    break;
  case LambdaLineKind::Other:
    break;
  }
}

// The lines that say so may come before the REPORT or after it.
void LambdaLog::failLater(const LambdaLine& line, std::size_t lineNumber) {
  SeenRequest& request = requestOf(line);
  const bool timedOut = line.kind == LambdaLineKind::TimedOut;
  if (request.attempts > 0 && !m_pending.contains(request.number)) {
    const bool full = request.memoryFull != 0;
    if (!timedOut && full)
      m_log.note(kInferredOutOfMemory, lineNumber);
    m_builder.setOutcome(request.lastRow, timedOut ? CallOutcome::Timeout
                                          : full   ? CallOutcome::OutOfMemory
                                                   : CallOutcome::Error);
    return;
  }
  if (m_pending.size() >= kMostPending)
    return;
  Pending& pending = m_pending[request.number];
  (timedOut ? pending.timedOut : pending.killed) = true;
  if (line.at && pending.endAt == kMissing)
    pending.endAt = *line.at;
}

void LambdaLog::report(const LambdaLine& line, std::size_t lineNumber) {
  if (*line.duration > kLongest)
    return m_log.leaveOut("a duration out of range", lineNumber);
  SeenRequest& request = requestOf(line);
  const std::uint32_t hash = reportHash(line);
  if (request.lastReport == hash && line.at)
    return m_log.leaveOut("the same REPORT once more", lineNumber, line.requestId);
  request.lastReport = hash;
  request.memoryFull = memoryFull(line) ? 1 : 0;
  Pending pending;
  if (const auto found = m_pending.find(request.number); found != m_pending.end()) {
    pending = found->second;
    m_pending.erase(found);
  }
  TraceRow row;
  row.set(Count::Call, request.number);
  row.set(Count::Attempt, request.attempts);
  request.attempts = (request.attempts + 1) & 0x7FFFFFFFU;
  if (line.billed)
    row.set(Count::Billed, *line.billed);
  if (line.memory)
    row.set(Count::Memory, *line.memory);
  if (line.peakMemory)
    row.set(Count::PeakMemory, *line.peakMemory);
  if (!line.function.empty())
    row.set(Count::Function, internPlain(Count::Function, line.function));
  Stream* stream = streamOf(line);
  if (stream != nullptr) {
    row.set(Count::Environment, stream - m_streams.data());
    ++m_withStream;
  }
  if (line.status != LambdaStatus::Unsaid)
    ++m_withStatus;
  row.outcome = outcomeOf(line, pending, lineNumber);
  placeInTime(line, pending, row);
  judgeCold(line, stream, lineNumber, row);
  request.lastRow = static_cast<std::uint32_t>(m_builder.append(row));
}

void LambdaLog::placeInTime(const LambdaLine& line, const Pending& pending, TraceRow& row) {
  std::int64_t start = 0;
  if (pending.startAt != kMissing) {
    ++m_byStart;
    start = pending.startAt;
  } else if (pending.endAt != kMissing) {
    ++m_byEnd;
    start = pending.endAt - *line.duration;
  } else if (line.at) {
    ++m_byReport;
    start = *line.at - *line.duration;
  } else {
    m_untimed.push_back(static_cast<std::uint32_t>(m_builder.rowCount()));
    m_cursor += line.init.value_or(line.restore.value_or(0));
    start = m_cursor;
    if (__builtin_add_overflow(m_cursor, *line.duration, &m_cursor))
      m_cursor = 0;
  }
  row.set(Stamp::Start, SimTime::atNanoseconds(start));
  row.set(Stamp::End, SimTime::atNanoseconds(start + *line.duration));
}

void LambdaLog::judgeCold(const LambdaLine& line, Stream* stream, std::size_t lineNumber, TraceRow& row) {
  const std::int64_t start = row.stamps[static_cast<std::size_t>(Stamp::Start)];
  const std::int64_t init = line.init.value_or(line.restore.value_or(0));
  std::int64_t invoked = start;
  row.cold = Cold::No;
  if (line.init || line.restore) {
    const bool ahead =
        stream != nullptr && stream->initStartAt != kMissing && start - stream->initStartAt - init > kWaitedAtMost;
    if (ahead)
      m_log.note("an environment was initialised ahead of its first call, which so is warm", lineNumber);
    else {
      row.cold = Cold::Yes;
      invoked = start - std::min(init, kLongest);
    }
  } else if (stream != nullptr && stream->initFailed && !stream->provisioned) {
    row.cold = Cold::Yes; // INIT ran again, inside the call
  }
  row.set(Stamp::Invoke, SimTime::atNanoseconds(invoked));
  if (stream != nullptr)
    *stream = {kMissing, stream->provisioned, false};
}

CallOutcome LambdaLog::outcomeOf(const LambdaLine& line, const Pending& pending, std::size_t lineNumber) {
  if (line.status == LambdaStatus::Timeout || pending.timedOut)
    return CallOutcome::Timeout;
  if (line.errorType.find("OutOfMemory") != std::string_view::npos)
    return CallOutcome::OutOfMemory;
  const bool died = pending.killed || line.errorType.find("ExitError") != std::string_view::npos;
  if (died && memoryFull(line)) {
    m_log.note(kInferredOutOfMemory, lineNumber);
    return CallOutcome::OutOfMemory;
  }
  return died || line.status == LambdaStatus::Error ? CallOutcome::Error : CallOutcome::Ok;
}

void LambdaLog::finish(std::vector<std::string>& unknown) {
  const std::size_t timed = m_byStart + m_byEnd + m_byReport;
  if (timed == 0 && !m_untimed.empty()) {
    unknown.emplace_back("when calls ran: the lines carry no times, so the calls are laid end to end");
  } else if (timed > 0) {
    for (const std::uint32_t row : m_untimed)
      for (const Stamp stamp : {Stamp::Invoke, Stamp::Start, Stamp::End})
        m_builder.set(row, stamp, SimTime::atNanoseconds(kMissing));
    if (!m_untimed.empty())
      unknown.emplace_back("when " + showCounted(m_untimed.size(), "call ran: its line carries no time",
                                                 "calls ran: their lines carry no times"));
    m_builder.startAtFirstStamp();
  }
  if (m_byReport > 0)
    unknown.emplace_back("when " + showCounted(m_byReport, "call") +
                         " started: derived as the time of the REPORT line, written a few ms after the end, less "
                         "its Duration");
  if (m_byEnd > 0)
    unknown.emplace_back("when " + showCounted(m_byEnd, "call") + " started: derived as the end less the Duration");
  unknown.emplace_back(
      "when calls arrived and how long they waited: invoke is the start less Init or Restore Duration; "
      "allocation, code download and the network are in no log");
  unknown.emplace_back("calls that were throttled or dropped: they leave no line");
  if (m_withStatus == 0)
    unknown.emplace_back("errors that the function itself raised: these lines do not say");
  if (m_withStream == 0)
    unknown.emplace_back("which environment ran a call: the lines do not name their log stream");
  const auto open = m_pending.size() - static_cast<std::size_t>(std::ranges::count_if(
                                           m_pending, [](const auto& entry) { return entry.second.isOver(); }));
  if (open > 0)
    unknown.emplace_back("how " + showCounted(open, "call ended: it began", "calls ended: they began") +
                         ", and no REPORT follows");
  if (m_keepNames)
    m_builder.setNames(Count::Call, std::move(m_requestNames));
}

} // namespace coldframe
