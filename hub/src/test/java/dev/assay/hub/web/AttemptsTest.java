package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class AttemptsTest {
  private final Attempts attempts = new Attempts(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  private void count(String address) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(address);
    attempts.count(Attempts.What.LETTER, request);
  }

  @Test
  void theAddressesOfOneNetworkOfIpv6CountTogether() {
    for (int i = 1; i <= 5; i++) {
      count("2001:db8:1:2::" + i);
      count("fe80::" + i + "%3");
      count("198.51.100." + i);
    }
    assertThatThrownBy(() -> count("2001:db8:1:2:ffff:ffff:ffff:ffff"))
        .isInstanceOf(Attempts.TooMany.class);
    assertThatThrownBy(() -> count("fe80::9%3")).isInstanceOf(Attempts.TooMany.class);
    count("2001:db8:1:3::1");
    count("198.51.100.6");
    count("unknown:x");
  }
}
