// Memory and data sizes. Memory MB and GB are binary, as on AWS Lambda (1 MB = 1,048,576 bytes); data MB and
// GB are decimal (1 MB = 1,000,000 bytes). Two types, so that one is never taken for the other.
#pragma once

#include <compare>
#include <cstdint>

namespace coldframe {

class Memory {
public:
  constexpr Memory() = default;
  static constexpr Memory bytes(std::int64_t n) { return Memory(n); }
  static constexpr Memory mb(std::int64_t n) { return Memory(n * 1'048'576); }

  constexpr std::int64_t inBytes() const { return m_bytes; }
  constexpr double inMb() const { return static_cast<double>(m_bytes) / 1'048'576.0; }

  constexpr auto operator<=>(const Memory&) const = default;
  friend constexpr Memory operator+(Memory a, Memory b) { return Memory(a.m_bytes + b.m_bytes); }
  friend constexpr Memory operator-(Memory a, Memory b) { return Memory(a.m_bytes - b.m_bytes); }
  friend constexpr Memory operator*(Memory a, std::int64_t n) { return Memory(a.m_bytes * n); }

private:
  explicit constexpr Memory(std::int64_t bytes) : m_bytes(bytes) {}
  std::int64_t m_bytes = 0;
};

class Bytes {
public:
  constexpr Bytes() = default;
  static constexpr Bytes of(std::int64_t n) { return Bytes(n); }
  static constexpr Bytes mb(std::int64_t n) { return Bytes(n * 1'000'000); }

  constexpr std::int64_t count() const { return m_count; }

  constexpr auto operator<=>(const Bytes&) const = default;
  constexpr Bytes& operator+=(Bytes other) {
    m_count += other.m_count;
    return *this;
  }
  friend constexpr Bytes operator+(Bytes a, Bytes b) { return Bytes(a.m_count + b.m_count); }
  friend constexpr Bytes operator*(Bytes a, std::int64_t n) { return Bytes(a.m_count * n); }

private:
  explicit constexpr Bytes(std::int64_t n) : m_count(n) {}
  std::int64_t m_count = 0;
};

} // namespace coldframe
