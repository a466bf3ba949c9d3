// Which request a log line speaks of: id → number, in order of first appearance, in 32 bytes a place whatever its id
// looks like (an id is kept as 128 bits: a UUID's own, else two hashes of the text).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace coldframe {

struct SeenRequest {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  std::uint32_t number = UINT32_MAX;  // UINT32_MAX: a free place
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
  RequestIds() : m_places(1U << 10U) {}
  // Valid until the next call.
  SeenRequest& find(std::string_view id) { return find(requestBits(id)); }
  SeenRequest& find(RequestBits id);
  std::size_t count() const { return m_count; }

private:
  SeenRequest& placeOf(std::uint64_t high, std::uint64_t low);
  void grow();

  std::vector<SeenRequest> m_places; // open addressing, a power of two
  std::uint32_t m_count = 0;
};

} // namespace coldframe
