// The lines of AWS Lambda logs, from any container, → rows of a trace. One REPORT is one row. Requests and streams may
// be mixed in any way, each with its lines in order of time.
//
// start: the time of START where the log has it, else end − Duration. end: start + Duration, else the time of END or of
// REPORT (written a few ms after the end). invoke: start − Init Duration (or Restore Duration) of a call that waited
// for INIT, else start; how long the platform took to find room before that is in no log. Lines without any time
// are laid end to end. A cold start is a call with an Init or Restore Duration, or after an INIT that failed; where an
// INIT_START of its stream shows that INIT was done more than a second earlier, nobody waited for it.
// Out of memory: said so, or the runtime was killed with Max Memory Used = Memory Size. The function is that of the
// log group or ARN, the environment is the log stream.
#pragma once

#include "sim/trace/imported_trace.h"
#include "sim/trace/lambda_line.h"
#include "sim/trace/request_ids.h"
#include "sim/trace/trace_builder.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coldframe {

class LambdaLog {
public:
  LambdaLog(TraceBuilder& builder, ImportLog& log) : m_builder(builder), m_log(log) {}

  void add(const LambdaLine& line, std::size_t lineNumber);
  // After the last line. What the rows cannot tell goes to `unknown`.
  void finish(std::vector<std::string>& unknown);

private:
  struct Pending { // what lines before its REPORT said
    std::int64_t startAt = kMissing;
    std::int64_t endAt = kMissing;
    bool timedOut = false;
    bool killed = false;
    bool reported = false; // the call had a REPORT before: these lines may be of the same attempt, in another order

    bool isOver() const { return reported && endAt != kMissing && !timedOut && !killed; }
  };
  struct Stream {
    std::int64_t initStartAt = kMissing;
    bool provisioned = false;
    bool initFailed = false;
  };

  void report(const LambdaLine& line, std::size_t lineNumber);
  void placeInTime(const LambdaLine& line, const Pending& pending, TraceRow& row);
  void judgeCold(const LambdaLine& line, Stream* stream, std::size_t lineNumber, TraceRow& row);
  CallOutcome outcomeOf(const LambdaLine& line, const Pending& pending, std::size_t lineNumber);
  void failLater(const LambdaLine& line, std::size_t lineNumber);
  SeenRequest& requestOf(const LambdaLine& line);
  Stream* streamOf(const LambdaLine& line);
  std::int64_t internPlain(Count column, std::string_view name);

  TraceBuilder& m_builder;
  ImportLog& m_log;
  RequestIds m_requests;
  std::unordered_map<std::uint32_t, Pending> m_pending; // by number of request; only of those not reported yet
  std::vector<Stream> m_streams;                        // by number of environment
  std::vector<std::string> m_requestNames;
  bool m_keepNames = true;
  std::vector<std::uint32_t> m_untimed; // rows whose lines had no time
  std::int64_t m_cursor = 0;            // where the next of those is laid
  std::size_t m_byStart = 0;
  std::size_t m_byEnd = 0;
  std::size_t m_byReport = 0;
  std::size_t m_withStatus = 0;
  std::size_t m_withStream = 0;
};

} // namespace coldframe
