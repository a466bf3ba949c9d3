// Which request a log line speaks of: id → number, in order of first appearance, in about 40 bytes a request whatever
// its id looks like (an id is kept as 128 bits: a UUID's own, else two hashes of the text).
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string_view>
#include <vector>

namespace coldframe {

struct SeenRequest {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  std::uint32_t number = 0;
  std::uint32_t lastRow = UINT32_MAX; // of the trace
  std::uint32_t lastReport = 0;       // hash of what its last report said
  std::uint32_t attempts : 31 = 0;    // reported
  std::uint32_t memoryFull : 1 = 0;   // its last report had all its memory in use
};

struct RequestBits {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
};
RequestBits requestBits(std::string_view id);

class RequestIds {
public:
  RequestIds() : m_places(1U << 10U, kFree) {}
  SeenRequest& find(std::string_view id) { return find(requestBits(id)); }
  SeenRequest& find(RequestBits id);

private:
  static constexpr std::uint32_t kFree = UINT32_MAX;
  std::uint32_t& placeOf(RequestBits id);
  void grow();

  std::vector<std::uint32_t> m_places; // numbers of requests; open addressing, a power of two
  std::deque<SeenRequest> m_requests;  // by number: nothing moves when it grows
};

} // namespace coldframe
