#include "sim/trace/request_ids.h"

#include "sim/random/generator.h"

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

std::uint32_t& RequestIds::placeOf(RequestBits id) {
  const std::size_t mask = m_places.size() - 1;
  const auto isOther = [&](std::uint32_t number) {
    return number != kFree && (m_requests[number].low != id.low || m_requests[number].high != id.high);
  };
  std::size_t at = mix64(id.low ^ mix64(id.high)) & mask;
  while (isOther(m_places[at]))
    at = (at + 1) & mask;
  return m_places[at];
}

void RequestIds::grow() {
  m_places.assign(m_places.size() * 2, kFree);
  for (const SeenRequest& request : m_requests)
    placeOf({request.high, request.low}) = request.number;
}

SeenRequest& RequestIds::find(RequestBits id) {
  if (4 * (m_requests.size() + 1) > 3 * m_places.size())
    grow();
  std::uint32_t& place = placeOf(id);
  if (place == kFree) {
    place = static_cast<std::uint32_t>(m_requests.size());
    m_requests.push_back({.high = id.high, .low = id.low, .number = place});
  }
  return m_requests[place];
}

} // namespace coldframe
