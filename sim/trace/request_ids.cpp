#include "sim/trace/request_ids.h"

#include "sim/random/generator.h"

#include <utility>

namespace coldframe {

namespace {

int hexDigit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

RequestBits requestBits(std::string_view id) {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  int digits = 0;
  for (const char c : id) {
    if (c == '-')
      continue;
    const int digit = hexDigit(c);
    if (digit < 0 || digits == 32) {
      digits = 33;
      break;
    }
    high = (high << 4U) | (low >> 60U);
    low = (low << 4U) | static_cast<std::uint64_t>(digit);
    ++digits;
  }
  if (digits == 32)
    return {high, low};
  const std::uint64_t hash = hashName(id);
  return {mix64(hash + id.size()), hash};
}

SeenRequest& RequestIds::placeOf(std::uint64_t high, std::uint64_t low) {
  const std::size_t mask = m_places.size() - 1;
  std::size_t at = mix64(low ^ mix64(high)) & mask;
  while (m_places[at].number != UINT32_MAX && (m_places[at].low != low || m_places[at].high != high))
    at = (at + 1) & mask;
  return m_places[at];
}

void RequestIds::grow() {
  std::vector<SeenRequest> old = std::exchange(m_places, std::vector<SeenRequest>(m_places.size() * 2));
  for (const SeenRequest& request : old)
    if (request.number != UINT32_MAX)
      placeOf(request.high, request.low) = request;
}

SeenRequest& RequestIds::find(RequestBits id) {
  if (4 * (std::size_t{m_count} + 1) > 3 * m_places.size())
    grow();
  SeenRequest& place = placeOf(id.high, id.low);
  if (place.number == UINT32_MAX) {
    place.high = id.high;
    place.low = id.low;
    place.number = m_count++;
  }
  return place;
}

} // namespace coldframe
