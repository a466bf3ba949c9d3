// AWS X-Ray segments of Lambda functions: the answer of BatchGetTraces (each segment is JSON in a string), or segment
// documents themselves, one a line or in a list ("X-Ray segment documents", developer guide 2023).
//
// An invocation has two segments: AWS::Lambda (the service: it has the request) and AWS::Lambda::Function (the
// environment), found together by parent_id, with subsegments Initialization or Restore (of cold calls), Invocation and
// Overhead. invoke: the service's start_time. start, end: those of Invocation, else of the function's segment. A
// segment in_progress has no end. An Initialization that was over more than a second before the request came was done
// ahead.
#include "sim/random/generator.h"
#include "sim/trace/cloud_formats.h"
#include "sim/trace/json_records.h"
#include "sim/trace/request_ids.h"

#include <algorithm>
#include <unordered_map>

namespace coldframe {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kWaitedAtMost = kSecond;
constexpr std::string_view kServiceOrigin = "AWS::Lambda";
constexpr std::string_view kFunctionOrigin = "AWS::Lambda::Function";

struct Interval {
  std::int64_t from = kMissing;
  std::int64_t to = kMissing;
};

// What is kept of a document until its other half comes, which may be at the other end of the file.
struct Segment {
  std::uint64_t key = 0; // of the service's segment: its own id; of the function's: its parent's
  RequestBits request;   // its own; where it names none, what stands for the segment itself
  Interval whole;
  Interval init;
  Interval invocation;
  std::uint32_t line = 0;
  std::uint32_t order = 0; // of the documents that wait
  std::int32_t function = -1;
  bool namesRequest = false;
  bool isFunction = false;
  bool throttled = false;
  bool failed = false;
  bool timedOut = false;
  bool outOfMemory = false;
};

std::string_view textOf(const JsonMember* member) {
  return member != nullptr && member->kind == JsonMember::Kind::String ? member->raw : std::string_view();
}

bool isTrue(const JsonMember* member) {
  return member != nullptr && member->kind == JsonMember::Kind::True;
}

// Seconds since 1970 with a fraction, as ns; else kMissing.
std::int64_t instantOf(const JsonMember* member) {
  constexpr std::int64_t kLast = 7'000'000'000; // as many seconds
  if (member == nullptr || member->kind != JsonMember::Kind::Number)
    return kMissing;
  const auto at = member->scaled(kSecond);
  return at && *at >= 0 && *at / kSecond < kLast ? *at : kMissing;
}

Interval intervalOf(const JsonRecords& records) {
  return {instantOf(records.find("", "start_time")), instantOf(records.find("", "end_time"))};
}

// The rest of a segment's document, at its end, when what stands in it has been seen.
void readSegment(const JsonRecords& records, Segment& segment) {
  const std::string_view trace = textOf(records.find("", "trace_id"));
  const auto keyOf = [trace](std::string_view id) { return mix64(hashName(trace)) ^ hashName(id); };
  const std::string_view id = textOf(records.find("", "id"));
  segment.isFunction = textOf(records.find("", "origin")) == kFunctionOrigin;
  segment.key = keyOf(segment.isFunction ? textOf(records.find("", "parent_id")) : id);
  segment.throttled = isTrue(records.find("", "throttle"));
  segment.failed = isTrue(records.find("", "fault")) || isTrue(records.find("", "error"));
  const std::string_view request = textOf(records.find("aws", "request_id"));
  segment.namesRequest = !request.empty();
  segment.request = segment.namesRequest ? requestBits(request) : RequestBits{mix64(keyOf(id)), keyOf(id)};
  segment.whole = intervalOf(records);
}

class XRayRows {
public:
  XRayRows(TraceBuilder& builder, ImportLog& log) : m_builder(builder), m_log(log) {}

  // One segment document.
  void document(std::string_view text, std::size_t line) {
    Segment segment;
    segment.line = static_cast<std::uint32_t>(line);
    JsonRecords records(text);
    while (records.next()) {
      if (records.broken())
        return m_log.leaveOut("a segment that is not whole", line);
      if (records.atTop())
        return take(records, text, segment);
      const std::string_view name = textOf(records.find("", "name"));
      if (records.array() != "subsegments")
        continue;
      if (name == "Initialization" || name == "Restore")
        segment.init = intervalOf(records);
      else if (name == "Invocation")
        segment.invocation = intervalOf(records);
    }
    m_log.leaveOut("a segment that is not whole", line);
  }

  void finish(std::vector<std::string>& unknown) {
    for (const Waiting* waiting : {&m_functions, &m_services}) {
      std::vector<const Segment*> alone;
      for (const auto& [key, segment] : *waiting)
        alone.push_back(&segment);
      std::ranges::sort(alone, {}, [](const Segment* segment) { return segment->order; });
      for (const Segment* segment : alone)
        row(*segment, segment->isFunction ? nullptr : segment);
    }
    m_builder.startAtFirstStamp();
    unknown.emplace_back("how many calls there were: X-Ray samples (one a second and 5 % of the rest, unless told "
                         "otherwise), so rates and concurrency are those of the sample");
    unknown.emplace_back("memory, its peak and billed time: segments do not have them");
    unknown.emplace_back("which environment ran a call: segments do not name it");
    if (m_others > 0)
      unknown.emplace_back("what " + std::to_string(m_others) + " segments of other services mean for a call");
  }

private:
  using Waiting = std::unordered_multimap<std::uint64_t, Segment>; // by key

  void take(const JsonRecords& records, std::string_view text, Segment& segment) {
    const std::string_view origin = textOf(records.find("", "origin"));
    if (origin != kServiceOrigin && origin != kFunctionOrigin) {
      ++m_others;
      return;
    }
    readSegment(records, segment);
    if (segment.whole.from == kMissing)
      return m_log.leaveOut("a segment without a start_time", segment.line);
    segment.timedOut = text.find("timed out") != std::string_view::npos;
    segment.outOfMemory = text.find("Runtime.OutOfMemory") != std::string_view::npos;
    if (const JsonMember* name = records.find("", "name"); !textOf(name).empty())
      segment.function = static_cast<std::int32_t>(m_builder.intern(Count::Function, plainText(name->text())));
    // The two halves of a call make its row as soon as both are there: few wait at a time.
    Waiting& others = segment.isFunction ? m_services : m_functions;
    if (const auto other = others.find(segment.key); other != others.end()) {
      row(segment.isFunction ? segment : other->second, segment.isFunction ? &other->second : &segment);
      others.erase(other);
      return;
    }
    segment.order = m_waited++;
    (segment.isFunction ? m_functions : m_services).emplace(segment.key, segment);
  }

  void row(const Segment& segment, const Segment* service) {
    TraceRow row;
    const bool ran = segment.isFunction;
    const auto set = [&row](Stamp stamp, std::int64_t at) { row.set(stamp, SimTime::atNanoseconds(at)); };
    if (service != nullptr)
      set(Stamp::Invoke, service->whole.from);
    const std::int64_t start = segment.invocation.from != kMissing ? segment.invocation.from : segment.whole.from;
    const std::int64_t end = segment.invocation.to != kMissing ? segment.invocation.to : segment.whole.to;
    row.outcome = outcomeOf(segment, service);
    if (row.outcome != CallOutcome::Throttled) {
      set(Stamp::Start, start);
      if (end != kMissing && end >= start)
        set(Stamp::End, end);
      else
        m_log.note(end != kMissing ? "a segment that ends before it begins" : "a segment that was still in progress",
                   segment.line);
    }
    if (ran) {
      row.cold = segment.init.from != kMissing ? Cold::Yes : Cold::No;
      if (segment.init.to != kMissing && service != nullptr && service->whole.from - segment.init.to > kWaitedAtMost) {
        row.cold = Cold::No;
        m_log.note("an environment was initialised ahead of its first call, which so is warm", segment.line);
      }
    }
    SeenRequest& request =
        m_requests.find(service != nullptr && service->namesRequest ? service->request : segment.request);
    row.set(Count::Call, request.number);
    row.set(Count::Attempt, request.attempts);
    request.attempts = (request.attempts + 1) & 0x7FFFFFFFU;
    if (segment.function >= 0)
      row.set(Count::Function, segment.function);
    m_builder.append(row);
  }

  static CallOutcome outcomeOf(const Segment& segment, const Segment* service) {
    const auto either = [&](bool Segment::*flag) { return segment.*flag || (service != nullptr && service->*flag); };
    if (either(&Segment::throttled))
      return CallOutcome::Throttled;
    if (!either(&Segment::failed))
      return CallOutcome::Ok;
    if (either(&Segment::outOfMemory))
      return CallOutcome::OutOfMemory;
    return either(&Segment::timedOut) ? CallOutcome::Timeout : CallOutcome::Error;
  }

  TraceBuilder& m_builder;
  ImportLog& m_log;
  Waiting m_services;
  Waiting m_functions;
  RequestIds m_requests;
  std::size_t m_others = 0;
  std::uint32_t m_waited = 0;
};

} // namespace

bool isXRay(std::string_view head) {
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || (head[first] != '{' && head[first] != '['))
    return false;
  const auto has = [head](std::string_view words) { return head.find(words) != std::string_view::npos; };
  if (has("\"Segments\"") && has("\"Document\""))
    return true;
  return has("\"trace_id\"") && has("\"start_time\"") && has("AWS::Lambda");
}

Result<ImportedTrace> readXRay(std::string_view text, const std::string& fileName, ImportProgress& progress) {
  TraceBuilder builder;
  ImportLog log;
  XRayRows rows(builder, log);
  JsonRecords records(text);
  while (progress.goOn(records.position(), text.size()) && records.next()) {
    if (records.broken()) {
      log.leaveOut("a segment that is not whole", records.line());
      continue;
    }
    const JsonMember* document = records.find("", "Document");
    if (document != nullptr && document->kind == JsonMember::Kind::String)
      rows.document(document->text(), records.line());
    else if (records.find("", "trace_id") != nullptr && records.find("", "start_time") != nullptr)
      rows.document(records.recordText(), records.line());
  }
  std::vector<std::string> unknown;
  rows.finish(unknown);
  return finishImport(builder, log, std::move(unknown), "AWS X-Ray segments", fileName, progress);
}

} // namespace coldframe
