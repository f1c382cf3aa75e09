from django.http import HttpRequest, HttpResponse
def gaya(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")
