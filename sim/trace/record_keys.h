// Which known field the members of JSON records are. Records of one file mostly have their members in one order, so
// what stood in the same place before is tried first: one comparison a member.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace coldframe {

class RecordKeys {
public:
  static constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);

  // Keys must outlive this object: those of the table, and those of the text that is read.
  explicit RecordKeys(std::span<const std::string_view> names) : m_names(names) {}

  // The place of the key among the names; kUnknown.
  std::size_t of(std::size_t place, std::string_view key) {
    if (place < m_before.size() && m_before[place].key == key)
      return m_before[place].field;
    return lookUp(place, key);
  }

private:
  struct Seen {
    std::string_view key;
    std::size_t field = kUnknown;
  };
  static constexpr std::size_t kMostPlaces = 256;

  std::size_t lookUp(std::size_t place, std::string_view key) {
    std::size_t field = 0;
    while (field < m_names.size() && m_names[field] != key)
      ++field;
    if (field == m_names.size())
      field = kUnknown;
    if (place < kMostPlaces) {
      if (m_before.size() <= place)
        m_before.resize(place + 1);
      m_before[place] = {key, field};
    }
    return field;
  }

  std::span<const std::string_view> m_names;
  std::vector<Seen> m_before;
};

} // namespace coldframe
