// The least of many keys that change one at a time, and whose it is: a tournament tree. Reading costs nothing, changing
// a key log2(n) steps; of equal keys the lowest index wins.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace coldframe {

class LeastOf {
public:
  static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();

  explicit LeastOf(std::size_t count = 0) { resize(count); }

  // Keeps the keys there are; new ones are kNone.
  void resize(std::size_t count) {
    const std::vector<std::int64_t> old = m_keys;
    m_leaves = std::bit_ceil(count > 0 ? count : 1);
    m_keys.assign(m_leaves, kNone);
    m_winner.assign(m_leaves, 0);
    for (std::size_t i = 0; i < old.size() && i < count; ++i)
      m_keys[i] = old[i];
    for (std::size_t node = m_leaves - 1; node > 0; --node)
      m_winner[node] = better(contender(2 * node), contender(2 * node + 1));
  }

  void set(std::size_t index, std::int64_t key) {
    m_keys[index] = key;
    for (std::size_t node = (m_leaves + index) / 2; node > 0; node /= 2)
      m_winner[node] = better(contender(2 * node), contender(2 * node + 1));
  }

  std::int64_t key(std::size_t index) const { return m_keys[index]; }
  std::size_t index() const { return m_leaves == 1 ? 0 : m_winner[1]; }
  std::int64_t least() const { return m_keys[index()]; }

private:
  std::uint32_t contender(std::size_t node) const {
    return node >= m_leaves ? static_cast<std::uint32_t>(node - m_leaves) : m_winner[node];
  }
  std::uint32_t better(std::uint32_t left, std::uint32_t right) const {
    return m_keys[right] < m_keys[left] ? right : left; // left has the lower indexes
  }

  std::size_t m_leaves = 1;
  std::vector<std::int64_t> m_keys;
  std::vector<std::uint32_t> m_winner; // of each inner node
};

} // namespace coldframe
