"""What every answer of the portal passes through."""

import logging
import time

from unk_portal.errors import error_page

requests_log = logging.getLogger("unk_portal.requests")


class RequestLogMiddleware:
    """Log each answer by its route; the path itself may carry a secret link."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        requests_log.info(
            "request",
            extra={
                "method": request.method,
                "route": match.route if match else None,
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - started) * 1000, 1),
            },
        )
        return response


class ResourcePolicyMiddleware:
    """Keep other sites from embedding the portal's pages."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class ErrorPageMiddleware:
    """Give refusals without a body the portal's own page."""

    DRESSED = {405, 429, 503}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code in self.DRESSED and not response.streaming and not response.content:
            dressed = error_page(request, response.status_code)
            for name, value in response.headers.items():
                if name not in dressed.headers:
                    dressed.headers[name] = value
            return dressed
        return response
