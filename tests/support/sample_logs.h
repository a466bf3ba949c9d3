// Logs as their writers write them, line by line, of any length: for tests that go through every reader of text and for
// the bench that times it. Names, ids and times are invented.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace coldframe::test {

struct SampleLog {
  const char* name;
  std::string begin;
  std::string (*line)(int); // the n-th record, with its line end
  std::string end;
  const char* format; // as the trace's reader calls it
};

// "11111111-aaaa-4000-8000-00000000002a", another for each call.
inline std::string requestId(int n) {
  char text[48];
  std::snprintf(text, sizeof text, "%08x-aaaa-4000-8000-%012x", static_cast<unsigned>(n) * 2654435761U,
                static_cast<unsigned>(n));
  return text;
}

inline std::string instant(int n) {
  char text[48];
  std::snprintf(text, sizeof text, "2026-08-%02dT%02d:%02d:%02d.%03dZ", 1 + n / 86'400 % 28, n / 3'600 % 24,
                n / 60 % 60, n % 60, n % 1000);
  return text;
}

inline std::string stream(int n) {
  char text[80];
  std::snprintf(text, sizeof text, "2026/08/14/[$LATEST]0123456789abcdef0123456789ab%04x", n % 200);
  return text;
}

inline std::string report(int n, const char* tab) {
  const std::string t(tab);
  return "REPORT RequestId: " + requestId(n) + t + "Duration: " + std::to_string(n % 977) + ".25 ms" + t +
         "Billed Duration: " + std::to_string(n % 977 + 1) + " ms" + t + "Memory Size: 512 MB" + t +
         "Max Memory Used: " + std::to_string(80 + n % 40) + " MB" + t +
         (n % 50 == 0 ? "Init Duration: 120.5 ms" + t : "");
}

inline std::string lambdaText(int n) {
  return instant(n) + " " + stream(n) + " " + report(n, "\t") + "\n";
}

inline std::string platformEvent(int n) {
  return R"({"time":")" + instant(n) + R"(","type":"platform.report","record":{"requestId":")" + requestId(n) +
         R"(","metrics":{"durationMs":)" + std::to_string(n % 977) +
         R"(.25,"billedDurationMs":900,"memorySizeMB":512,"maxMemoryUsedMB":88},"status":"success"}})" + "\n";
}

inline std::string logEvent(int n) {
  return R"({"logStreamName":")" + stream(n) + R"(","timestamp":)" + std::to_string(1'786'716'043'372 + n) +
         R"(,"message":")" + report(n, "\\t") + R"(\n","ingestionTime":1786716050000,"eventId":"0"},)" + "\n";
}

inline std::string insightsLine(int n) {
  std::string at = instant(n);
  at[10] = ' ';
  at.pop_back();
  return at + "," + requestId(n) + ",REPORT," + std::to_string(n % 977) + ".25,900.0,," + stream(n) + ",8.7E7,5.12E8\n";
}

inline std::string azureLine(int n) {
  const std::string hash = "734272c01926d19690e5ec308bab64ef97950b75b1c7582283e0783fce1751d8";
  return hash + "," + hash.substr(0, 62) + std::to_string(10 + n % 40) + "," + std::to_string(n) +
         ".142570018768,0.134\n";
}

inline std::string plainLine(int n) {
  return std::to_string(n) + "," + instant(n) + "," + std::to_string(n % 977) + ".25,512,i" + std::to_string(n % 300) +
         "," + (n % 50 == 0 ? "true" : "false") + ",ok\n";
}

inline std::string queryResult(int n) {
  std::string at = instant(n);
  at[10] = ' ';
  at.pop_back();
  const auto field = [](const char* name, const std::string& value) {
    return std::string(R"({"field":"@)") + name + R"(","value":")" + value + "\"},";
  };
  return "[" + field("timestamp", at) + field("requestId", requestId(n)) +
         field("duration", std::to_string(n % 977) + ".25") + field("memorySize", "5.12E8") +
         R"({"field":"@ptr","value":"CmMKKgomMTIzNDU2Nzg5MDEyOi9hd3MvbGFtYmRhL2YQ"}],)" + "\n";
}

inline std::string seconds(double s) {
  char text[48];
  std::snprintf(text, sizeof text, "%.7f", 1'654'855'992 + s);
  return text;
}

inline std::string lithopsStats(int n) {
  const double at = n * 0.001;
  return R"({"host_job_create_tstamp": 1654855992.3037071, "host_job_serialize_time": 0.010715, "data_size_bytes": 4100, )"
         R"("func_module_size_bytes": 876, "host_func_upload_time": 0.061081, "host_status_done_tstamp": )" +
         seconds(at + 38) + R"(, "host_status_query_count": 1, "worker_start_tstamp": )" + seconds(at + 0.2) +
         R"(, "host_submit_tstamp": )" + seconds(at) + R"(, "worker_cold_start": )" + (n % 50 == 0 ? "true" : "false") +
         R"(, "worker_func_start_tstamp": )" + seconds(at + 0.3) + R"(, "worker_func_end_tstamp": )" +
         seconds(at + 36) +
         R"(, "worker_func_exec_time": 36.12597942, "func_result_size": 44.0, "worker_end_tstamp": )" +
         seconds(at + 36.1) + R"(, "worker_exec_time": 36.28299046, "host_result_done_tstamp": )" + seconds(at + 38.2) +
         R"(, "host_result_query_count": 1},)" + "\n";
}

inline std::string pywrenStatus(int n) {
  const double at = n * 0.001;
  return R"({"run": {"call_id": ")" + std::to_string(n) + R"(", "callset_id": "a1", "start_time": )" + seconds(at + 1) +
         R"(, "setup_time": 0.3, "end_time": )" + seconds(at + 4) + R"(, "exec_time": 2.7, "host_submit_time": )" +
         seconds(at) + R"(, "runtime_cached": false, "retcode": 0, "log_stream_name": ")" + stream(n) +
         R"("}, "invoke": {"call_id": ")" + std::to_string(n) + R"(", "host_submit_time": )" + seconds(at) +
         R"(, "lambda_invoke_timestamp": )" + seconds(at + 0.1) + R"(, "lambda_invoke_time": 0.05, )" +
         R"("status_done_timestamp": )" + seconds(at + 6) + R"(, "download_output_timestamp": )" + seconds(at + 6.2) +
         "}},\n";
}

inline std::string stagesRecord(int n) {
  const double at = n * 0.001;
  char text[256];
  std::snprintf(
      text, sizeof text,
      R"({"host_submit": %.3f, "task_start": %.3f, "setup_done": %.3f, "task_done": %.3f, "results_returned": %.3f},)"
      "\n",
      at, at + 1, at + 1.2, at + 4, at + 9);
  return text;
}

inline std::string cubedEvent(int n) {
  const double at = n * 0.001;
  return "op-00" + std::to_string(n % 7) + ",1,," + seconds(at) + "," + seconds(at + 1) + "," + seconds(at + 5) + "," +
         seconds(at + 7) + ",73400320,104857600\n";
}

inline std::string xraySegments(int n) {
  char trace[64];
  std::snprintf(trace, sizeof trace, R"(\"trace_id\":\"1-66000000-%024x\")", static_cast<unsigned>(n));
  char service[24];
  std::snprintf(service, sizeof service, "%016x", static_cast<unsigned>(n));
  const double at = n * 0.01;
  return std::string(R"({"Id":"1","Segments":[{"Id":"b","Document":"{)") + trace + R"(,\"id\":\"f)" + (service + 1) +
         R"(\",\"parent_id\":\")" + service +
         R"(\",\"name\":\"f\",\"origin\":\"AWS::Lambda::Function\",\"start_time\":)" + seconds(at + 0.1) +
         R"(,\"end_time\":)" + seconds(at + 0.5) +
         R"(,\"subsegments\":[{\"id\":\"c\",\"name\":\"Invocation\",\"start_time\":)" + seconds(at + 0.15) +
         R"(,\"end_time\":)" + seconds(at + 0.5) + R"(}]}"},{"Id":"a","Document":"{)" + trace + R"(,\"id\":\")" +
         service + R"(\",\"name\":\"f\",\"origin\":\"AWS::Lambda\",\"start_time\":)" + seconds(at) +
         R"(,\"end_time\":)" + seconds(at + 0.6) + R"(,\"aws\":{\"request_id\":\")" + requestId(n) + R"(\"}}"}]},)" +
         "\n";
}

inline std::string huaweiRequest(int n) {
  char text[320];
  std::snprintf(
      text, sizeof text,
      "%.3f,%.3f,b54cf4cd859e62637c91fd47cef816f291a9efec%08x,3,%d,pool22-300-128-%010d,301,0.000931,0.000103,"
      "0.000829,0.002367,0.000531,0.000585,0.000025,0.000009,0.059806,34.238280,2.0\n",
      2'592'000.02 + n * 0.001, 2'592'000.021 + n * 0.001, static_cast<unsigned>(n), n % 500, n % 2000);
  return text;
}

inline std::string huaweiColdStart(int n) {
  char text[320];
  std::snprintf(text, sizeof text,
                "0,%.3f,1,%d,1111,e8cc4228b32e4a8fcf7c164ca62cf5a1569305bb%08x,0.289404,0.000243,0.213,0.000,0.076161,"
                "pool22-300-128-%010d\n",
                n * 0.01, n % 900, static_cast<unsigned>(n), n % 60'000);
  return text;
}

// 200 functions, a call in a while.
inline std::string huaweiMinute(int n) {
  std::string line = std::to_string(n / 1440) + "," + std::to_string(n * 60);
  for (int i = 0; i < 200; ++i)
    line += (i * 7 + n) % 40 == 0 ? ",1.0" : ",NaN";
  return line + "\n";
}

// A function's day: 1,440 minutes.
inline std::string azureDay(int n) {
  char hash[65];
  std::snprintf(hash, sizeof hash, "%064x", static_cast<unsigned>(n));
  std::string line = std::string(hash) + "," + hash + "," + hash + ",http";
  for (int i = 0; i < 1440; ++i)
    line += (i * 7 + n) % 60 == 0 ? ",1" : ",0";
  return line + "\n";
}

inline std::string azureHeader() {
  std::string line = "HashOwner,HashApp,HashFunction,Trigger";
  for (int i = 1; i <= 1440; ++i)
    line += "," + std::to_string(i);
  return line + "\n";
}

inline std::string huaweiHeader() {
  std::string line = "day,time";
  for (int i = 0; i < 200; ++i)
    line += "," + std::to_string(i);
  return line + "\n";
}

inline std::vector<SampleLog> sampleLogs() {
  return {
      {"LambdaText", "", lambdaText, "", "AWS Lambda log"},
      {"PlatformEvents", "", platformEvent, "", "AWS Lambda log"},
      {"LogEvents", "{\"events\":[\n", logEvent, "{}]}", "CloudWatch log events"},
      {"Insights",
       "@timestamp,@requestId,@type,@duration,@billedDuration,@initDuration,@logStream,@maxMemoryUsed,@memorySize\n",
       insightsLine, "", "CloudWatch Logs Insights"},
      {"QueryResults", "{\"results\":[\n", queryResult, "[]],\"status\":\"Complete\"}", "CloudWatch Logs Insights"},
      {"XRay", "{\"Traces\":[\n", xraySegments, "{}]}", "AWS X-Ray segments"},
      {"Lithops", "[\n", lithopsStats, "{}]", "Lithops stats"},
      {"PyWren", "[\n", pywrenStatus, "{}]", "PyWren statuses"},
      {"PyWrenStages", "[\n", stagesRecord, "{}]", "PyWren stages"},
      {"Cubed",
       "name,num_tasks,result,task_create_tstamp,function_start_tstamp,function_end_tstamp,task_result_tstamp,"
       "peak_measured_mem_start,peak_measured_mem_end\n",
       cubedEvent, "", "Cubed events"},
      {"Azure2019", azureHeader(), azureDay, "", "Azure Functions 2019"},
      {"Azure2021", "app,func,end_timestamp,duration\n", azureLine, "", "Azure Functions 2021"},
      {"HuaweiRequests",
       "time_worker,time_frontend,requestID,clusterName,funcName,podID,userID,totalCost_worker,workerCost,runtimeCost,"
       "totalCost_frontend,frontendCost,busCost,readBodyCost,writeRspCost,cpu_usage,memory_usage,requestBodySize\n",
       huaweiRequest, "", "Huawei requests 2025"},
      {"HuaweiColdStarts",
       "day,time,clusterName,funcName,userID,requestID,totalCost_cold_start,podAllocationCost,deployCodeCost,"
       "deployDependencyCost,schedulingCost,podID\n",
       huaweiColdStart, "", "Huawei cold starts 2025"},
      {"HuaweiCounts", huaweiHeader(), huaweiMinute, "", "Huawei counts"},
      {"PlainCsv", "request_id,start_time,duration_ms,memory_mb,instance,cold,status\n", plainLine, "", "CSV"},
  };
}

} // namespace coldframe::test
