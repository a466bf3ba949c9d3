// AWS X-Ray segments of Lambda functions: the answer of BatchGetTraces (each segment is JSON in a string), or segment
// documents themselves, one a line or in a list ("X-Ray segment documents", developer guide 2023).
//
// An invocation has two segments: AWS::Lambda (the service: it has the request) and AWS::Lambda::Function (the
// environment), found together by parent_id, with subsegments Initialization or Restore (of cold calls), Invocation and
// Overhead. invoke: the service's start_time. start, end: those of Invocation, else of the function's segment. A
// segment in_progress has no end. An Initialization that was over more than a second before the request came was done
// ahead.
#include "sim/json/document.h"
#include "sim/trace/cloud_formats.h"
#include "sim/trace/json_records.h"
#include "sim/trace/request_ids.h"

#include <cmath>
#include <optional>
#include <unordered_map>

namespace coldframe {

namespace {

constexpr std::int64_t kWaitedAtMost = 1'000'000'000;
constexpr std::string_view kServiceOrigin = "AWS::Lambda";
constexpr std::string_view kFunctionOrigin = "AWS::Lambda::Function";

struct Interval {
  std::optional<std::int64_t> from;
  std::optional<std::int64_t> to;
};

struct Segment {
  std::string id;
  std::string parent;
  std::string traceId;
  std::string name;
  std::string requestId;
  bool isFunction = false;
  bool throttled = false;
  bool failed = false;
  bool timedOut = false;
  bool outOfMemory = false;
  bool taken = false; // by the function's segment
  Interval whole;
  Interval init;
  Interval invocation;
  std::size_t line = 0;
};

// Seconds since 1970 with a fraction; what a double holds of them is good to a microsecond.
std::optional<std::int64_t> instantOf(const JsonNode* node) {
  if (node == nullptr || !node->isNumeric())
    return std::nullopt;
  const double seconds = node->asNumber();
  if (!(seconds >= 0 && seconds < 7e9))
    return std::nullopt;
  return static_cast<std::int64_t>(std::nearbyint(seconds * 1e6)) * 1'000;
}

Interval intervalOf(const JsonNode& node) {
  return {instantOf(node.find("start_time")), instantOf(node.find("end_time"))};
}

std::string textOf(const JsonNode* node) {
  return node != nullptr && node->isString() ? node->asString() : std::string();
}

bool isTrue(const JsonNode* node) {
  return node != nullptr && node->kind() == JsonKind::Boolean && node->asBoolean();
}

class XRayRows {
public:
  XRayRows(TraceBuilder& builder, ImportLog& log) : m_builder(builder), m_log(log) {}

  // One segment document.
  void document(std::string_view text, std::size_t line) {
    JsonLimits limits;
    limits.bytes = std::size_t{1} << 20;
    limits.values = 100'000;
    const auto parsed = JsonDocument::parse(text, "segment", limits);
    if (!parsed)
      return m_log.leaveOut("a segment that is not whole", line);
    const JsonNode& root = parsed->root();
    const std::string origin = textOf(root.find("origin"));
    if (origin != kServiceOrigin && origin != kFunctionOrigin) {
      ++m_others;
      return;
    }
    Segment segment;
    segment.line = line;
    segment.isFunction = origin == kFunctionOrigin;
    segment.id = textOf(root.find("id"));
    segment.parent = textOf(root.find("parent_id"));
    segment.traceId = textOf(root.find("trace_id"));
    segment.name = textOf(root.find("name"));
    segment.throttled = isTrue(root.find("throttle"));
    segment.failed = isTrue(root.find("fault")) || isTrue(root.find("error"));
    segment.timedOut = text.find("timed out") != std::string_view::npos;
    segment.outOfMemory = text.find("Runtime.OutOfMemory") != std::string_view::npos;
    if (const JsonNode* aws = root.find("aws"))
      segment.requestId = textOf(aws->find("request_id"));
    segment.whole = intervalOf(root);
    if (!segment.whole.from)
      return m_log.leaveOut("a segment without a start_time", line);
    if (const JsonNode* parts = root.find("subsegments"); parts != nullptr && segment.isFunction)
      for (std::size_t i = 0; i < parts->size(); ++i) {
        const std::string name = textOf(parts->at(i).find("name"));
        if (name == "Initialization" || name == "Restore")
          segment.init = intervalOf(parts->at(i));
        else if (name == "Invocation")
          segment.invocation = intervalOf(parts->at(i));
      }
    if (!segment.isFunction)
      m_services.emplace(segment.traceId + "/" + segment.id, m_segments.size());
    m_segments.push_back(std::move(segment));
  }

  void finish(std::vector<std::string>& unknown) {
    for (Segment& segment : m_segments)
      if (segment.isFunction)
        row(segment, serviceOf(segment));
    for (const Segment& segment : m_segments)
      if (!segment.isFunction && !segment.taken)
        row(segment, &segment);
    m_builder.startAtFirstStamp();
    unknown.emplace_back("how many calls there were: X-Ray samples (one a second and 5 % of the rest, unless told "
                         "otherwise), so rates and concurrency are those of the sample");
    unknown.emplace_back("memory, its peak and billed time: segments do not have them");
    unknown.emplace_back("which environment ran a call: segments do not name it");
    if (m_others > 0)
      unknown.emplace_back("what " + std::to_string(m_others) + " segments of other services mean for a call");
  }

private:
  Segment* serviceOf(const Segment& function) {
    const auto found = m_services.find(function.traceId + "/" + function.parent);
    if (found == m_services.end())
      return nullptr;
    Segment* service = &m_segments[found->second];
    service->taken = true;
    return service;
  }

  void row(const Segment& segment, const Segment* service) {
    TraceRow row;
    const bool ran = segment.isFunction;
    const auto set = [&row](Stamp stamp, std::optional<std::int64_t> at) {
      if (at)
        row.set(stamp, SimTime::atNanoseconds(*at));
    };
    if (service != nullptr)
      set(Stamp::Invoke, service->whole.from);
    const auto start = segment.invocation.from ? segment.invocation.from : segment.whole.from;
    const auto end = segment.invocation.to ? segment.invocation.to : segment.whole.to;
    row.outcome = outcomeOf(segment, service);
    if (row.outcome != CallOutcome::Throttled) {
      set(Stamp::Start, start);
      if (end && start && *end >= *start)
        set(Stamp::End, end);
      else
        m_log.note(end ? "a segment that ends before it begins" : "a segment that was still in progress", segment.line);
    }
    if (ran) {
      row.cold = segment.init.from ? Cold::Yes : Cold::No;
      if (segment.init.to && service != nullptr && *service->whole.from - *segment.init.to > kWaitedAtMost) {
        row.cold = Cold::No;
        m_log.note("an environment was initialised ahead of its first call, which so is warm", segment.line);
      }
    }
    const std::string& requestId =
        service != nullptr && !service->requestId.empty() ? service->requestId : segment.requestId;
    SeenRequest& request = m_requests.find(requestId.empty() ? segment.traceId + segment.id : requestId);
    row.set(Count::Call, request.number);
    row.set(Count::Attempt, request.attempts);
    request.attempts = (request.attempts + 1) & 0x7FFFFFFFU;
    if (!segment.name.empty())
      row.set(Count::Function, m_builder.intern(Count::Function, plainText(segment.name)));
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
  std::vector<Segment> m_segments;
  std::unordered_map<std::string, std::size_t> m_services; // trace id / id → place
  RequestIds m_requests;
  std::size_t m_others = 0;
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
