package io.smolotchi.release.web.security;

import io.smolotchi.release.web.accounts.ApiToken;
import io.smolotchi.release.web.accounts.ApiTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code Authorization: Bearer TOKEN}. A token is random: it can't be guessed, so nobody is locked out for trying. */
final class Bearer extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final ApiTokens tokens;
    private final RefusedTokens refused;

    Bearer(ApiTokens tokens, RefusedTokens refused) {
        this.tokens = tokens;
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            Optional<ApiToken> token =
                    tokens.find(header.substring(SCHEME.length()).strip());
            Optional<ApiToken> valid = token.filter(tokens::valid);
            if (valid.isPresent()) {
                SecurityContextHolder.getContext().setAuthentication(new Program(valid.get()));
            } else {
                refused.one(token.map(ApiToken::name).orElse(""), request.getRemoteAddr());
            }
        }
        chain.doFilter(request, response);
    }
}
